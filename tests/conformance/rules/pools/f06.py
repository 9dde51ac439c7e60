import time
from multiprocessing import Pool


def work():
    time.sleep(0.2)
    print('done', flush=True)


if __name__ == '__main__':
    with Pool(1) as pool:
        pool.apply_async(work)
    print('left', flush=True)
    pool = Pool(1)
    pool.apply_async(work)
    pool.close()
    pool.join()
    try:
        pool.apply_async(work)
    except ValueError as error:
        print(f'ValueError: {error}')
