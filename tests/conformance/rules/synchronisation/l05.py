from queue import Queue
from threading import RLock, Thread

lock = RLock()


def other():
    t = Thread(target=lambda: results.put(lock.acquire(False)))
    t.start()
    t.join()
    return results.get()


results = Queue()
print(lock.acquire(), lock.acquire())
print('held twice', other())
lock.release()
print('released once', other())
lock.release()
print('released twice', other())
