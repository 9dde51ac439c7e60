import time
from multiprocessing import Event, Lock, Process


def work(lock, held):
    lock.acquire()
    held.set()
    time.sleep(30)


if __name__ == '__main__':
    lock, held = Lock(), Event()
    p = Process(target=work, args=(lock, held))
    p.start()
    held.wait()
    p.terminate()
    p.join()
    print(lock.acquire(timeout=0.3))
