from queue import Queue
from threading import Thread

unbounded = Queue()
for item in range(1000):
    unbounded.put(item)
print(unbounded.full(), unbounded.qsize())

queue = Queue(1)


def put_two():
    queue.put(1)
    queue.put(2)


t = Thread(target=put_two)
t.start()
t.join(0.2)
print('blocked', t.is_alive(), queue.full())
print(queue.get(), queue.get())
t.join()
print(queue.empty())
