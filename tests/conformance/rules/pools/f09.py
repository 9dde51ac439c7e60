import os
import signal
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool


def work():
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == '__main__':
    with ProcessPoolExecutor(1) as executor:
        future = executor.submit(work)
        for action in (future.result, lambda: executor.submit(work)):
            try:
                action()
            except BrokenProcessPool as error:
                print(f'BrokenProcessPool: {error}')
