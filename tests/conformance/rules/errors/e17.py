from multiprocessing import current_process

try:
    current_process().join()
except AssertionError as error:
    print(f'AssertionError: {error}')
