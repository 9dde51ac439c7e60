import os
from multiprocessing import Process


def work():
    pass


if __name__ == '__main__':
    p = Process(target=work)
    p.start()
    p.join()
    p.close()
    p.close()
    print(p.name)
    print(repr(p).replace(str(os.getpid()), 'PPID'))
