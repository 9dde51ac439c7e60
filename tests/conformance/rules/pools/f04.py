from concurrent.futures import ThreadPoolExecutor
import time


def work():
    time.sleep(0.2)
    print('done')


ThreadPoolExecutor().submit(work)
print('main end')
