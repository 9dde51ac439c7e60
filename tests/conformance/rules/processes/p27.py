from multiprocessing import Process
from threading import Thread
import time


def thread():
    time.sleep(0.2)
    print('thread end', flush=True)


def child():
    Thread(target=thread).start()
    raise ValueError('boom')


if __name__ == '__main__':
    p = Process(target=child)
    p.start()
    p.join()
    print('joined', p.exitcode)
