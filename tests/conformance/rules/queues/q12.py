from multiprocessing import SimpleQueue

queue = SimpleQueue()
item = [1, 2]
queue.put(item)
copy = queue.get()
print(copy == item, copy is item, queue.empty())
for name in ('get_nowait', 'qsize', 'close'):
    print(name, hasattr(queue, name))
