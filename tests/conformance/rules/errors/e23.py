import multiprocessing as mp

try:
    mp.get_context('x')
except ValueError as error:
    print(f'ValueError: {error}')
