import time
from queue import Queue
from threading import Condition, Thread

condition = Condition()
waiting, resumed = Queue(), Queue()


def work():
    with condition:
        waiting.put(True)
        condition.wait()
        resumed.put(True)


threads = [Thread(target=work) for _ in range(3)]
for t in threads:
    t.start()
for _ in threads:
    waiting.get()
with condition:
    condition.notify(2)
    time.sleep(0.1)
    print('while the lock is held', resumed.qsize())
resumed.get()
resumed.get()
time.sleep(0.1)
print('more than two', resumed.qsize())
with condition:
    condition.notify_all()
for t in threads:
    t.join()
print('after notify_all', resumed.qsize())
