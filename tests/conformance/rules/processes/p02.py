import os
from multiprocessing import Event, Process


def work(go):
    go.wait()


if __name__ == '__main__':
    go = Event()
    p = Process(target=work, args=(go,))
    p.start()
    print(isinstance(p.pid, int), p.pid != os.getpid(), p.exitcode, p.is_alive())
    go.set()
    p.join()
