import os
from multiprocessing import Process


def work():
    print('child', flush=True)


if __name__ == '__main__':
    print('once')
    p = Process(target=work)
    p.start()
    p.join()
    print('twice')
    if os.fork() == 0:
        raise SystemExit
    os.wait()
