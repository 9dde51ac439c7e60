import time
from threading import Barrier, Thread

c = 0
meet = Barrier(2)


def work():
    global c
    meet.wait()
    for _ in range(500):
        seen = c
        time.sleep(0)
        c = seen + 1


def total():
    global c
    c = 0
    threads = [Thread(target=work) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    return c


print('updates lost', any(total() < 1000 for _ in range(100)))
