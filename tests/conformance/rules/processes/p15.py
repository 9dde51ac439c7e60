import signal
import sys
import time
from multiprocessing import Event, Process


def clean_up(number, frame):
    print('cleanup', flush=True)
    sys.exit(0)


def work(ready):
    signal.signal(signal.SIGTERM, clean_up)
    ready.set()
    time.sleep(30)


if __name__ == '__main__':
    ready = Event()
    p = Process(target=work, args=(ready,))
    p.start()
    ready.wait()
    p.terminate()
    p.join()
    print(p.exitcode)
