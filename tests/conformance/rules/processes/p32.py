import os
from multiprocessing import Process, parent_process


def describe(pid):
    parent = parent_process()
    print(parent.name, parent.pid == pid == os.getppid(), parent.is_alive())


if __name__ == '__main__':
    print(parent_process(), flush=True)
    p = Process(target=describe, args=(os.getpid(),))
    p.start()
    p.join()
