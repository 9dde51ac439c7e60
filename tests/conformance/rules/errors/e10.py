from multiprocessing import Process

try:
    Process().join()
except AssertionError as error:
    print(f'AssertionError: {error}')
