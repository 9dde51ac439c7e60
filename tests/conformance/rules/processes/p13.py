import os
import signal
import time
from multiprocessing import Process


def work(number):
    os.kill(os.getpid(), number)
    time.sleep(30)


if __name__ == '__main__':
    for number in (signal.SIGABRT, signal.SIGSEGV, signal.SIGINT):
        p = Process(target=work, args=(number,))
        p.start()
        p.join()
        print(p.exitcode)
