import os
import signal
import time
from multiprocessing import Pool, TimeoutError, active_children


def work():
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == '__main__':
    with Pool(1) as pool:
        result = pool.apply_async(work)
        while [p.name for p in active_children()] != ['ForkPoolWorker-2']:
            time.sleep(0.02)
        print('replaced')
        try:
            result.get(timeout=0.3)
        except TimeoutError:
            print('TimeoutError')
