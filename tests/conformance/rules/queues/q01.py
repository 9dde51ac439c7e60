from queue import LifoQueue, PriorityQueue, Queue

for kind in (Queue, LifoQueue, PriorityQueue):
    queue = kind()
    for item in (2, 3, 1):
        queue.put(item)
    print(queue.get(), queue.get(), queue.get())
