from multiprocessing import Process
from threading import Thread


def bad():
    raise ValueError('boom')


def child():
    Thread(target=bad).start()


if __name__ == '__main__':
    p = Process(target=child)
    p.start()
    p.join()
    print(p.exitcode)
