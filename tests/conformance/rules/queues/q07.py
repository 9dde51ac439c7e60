from multiprocessing import Queue

seen_empty = 0
for _ in range(50):
    queue = Queue()
    queue.put(1)
    seen_empty += queue.empty()
    queue.get()
print('at least once empty after put', seen_empty > 0)
