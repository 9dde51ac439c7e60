import multiprocessing as mp

mp.set_start_method('spawn')
try:
    mp.set_start_method('spawn')
except RuntimeError as error:
    print(f'RuntimeError: {error}')
