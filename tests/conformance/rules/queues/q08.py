from multiprocessing import Queue
from queue import Empty

queue = Queue()
queue.put(lambda: 0)
print('put ok')
try:
    queue.get(timeout=0.3)
except Empty:
    print('Empty')
