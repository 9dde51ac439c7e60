from threading import Thread

try:
    Thread().join()
except RuntimeError as error:
    print(f'RuntimeError: {error}')
