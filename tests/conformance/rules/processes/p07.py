import os
from multiprocessing import Process


def work():
    print('x')
    os._exit(7)


if __name__ == '__main__':
    p = Process(target=work)
    p.start()
    p.join()
    print(p.exitcode)
