from multiprocessing import Process
from threading import Thread
import time


def thread():
    time.sleep(30)
    print('never', flush=True)


def child():
    Thread(target=thread, daemon=True).start()


if __name__ == '__main__':
    p = Process(target=child)
    p.start()
    p.join()
    print('joined', p.exitcode)
