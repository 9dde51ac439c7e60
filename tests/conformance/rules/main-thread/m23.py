import time
from queue import Queue
from threading import Event, Lock, Thread

lock = Lock()
lock.acquire()
waits = {
    'sleep': lambda: time.sleep(30),
    'lock': lock.acquire,
    'lock with a time': lambda: lock.acquire(timeout=30),
    'event': Event().wait,
    'event with a time': lambda: Event().wait(30),
    'queue': Queue().get,
}
for name, wait in waits.items():
    try:
        print('waiting in', name, flush=True)
        wait()
        print('never')
    except KeyboardInterrupt:
        print('interrupted', flush=True)
