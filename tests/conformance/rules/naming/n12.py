import threading
from multiprocessing import Queue

queue = Queue()
print([(t.name, t.daemon) for t in threading.enumerate()])
queue.put(1)
print([(t.name, t.daemon) for t in threading.enumerate()])
queue.get()
