from threading import Lock

lock = Lock()
print(lock.acquire(), lock.acquire(False), lock.acquire(timeout=0.1), lock.locked())
