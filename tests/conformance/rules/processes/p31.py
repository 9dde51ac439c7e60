import os
from multiprocessing import Process, current_process


def describe():
    p = current_process()
    print(p.name, p.pid == os.getpid(), p.is_alive(), p.exitcode, p.daemon, flush=True)


if __name__ == '__main__':
    describe()
    p = Process(target=describe)
    p.start()
    p.join()
