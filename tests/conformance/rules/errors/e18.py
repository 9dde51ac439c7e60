from multiprocessing import Process

p = Process()
try:
    p.name = 5
except AssertionError as error:
    print(f'AssertionError: {error}')
