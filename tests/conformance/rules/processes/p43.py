import time
from multiprocessing import Event, Process
from threading import Lock, Thread

lock = Lock()


def hold(held, release):
    with lock:
        held.set()
        release.wait()


def child(release):
    release.set()
    print('acquired in the child', lock.acquire(timeout=0.3), flush=True)


if __name__ == '__main__':
    held, release = Event(), Event()
    t = Thread(target=hold, args=(held, release))
    t.start()
    held.wait()
    p = Process(target=child, args=(release,))
    p.start()
    t.join()
    p.join()
    print('released in the parent', not lock.locked())
