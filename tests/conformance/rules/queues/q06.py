import queue
from multiprocessing import Queue

q = Queue(1)
try:
    q.get(timeout=0.1)
except queue.Empty as error:
    print(f'Empty: {error}')
q.put(1)
for action in (lambda: q.put_nowait(2), lambda: q.put(2, timeout=0.1)):
    try:
        action()
    except queue.Full as error:
        print(f'Full: {error}')
print(q.get())
