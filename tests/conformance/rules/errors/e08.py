import threading

threading.stack_size(2**47 - 4096)
try:
    threading.Thread().start()
except RuntimeError as error:
    print(f'RuntimeError: {error}')
