from queue import Empty, SimpleQueue

queue = SimpleQueue()
for name in ('join', 'task_done', 'full'):
    print(name, hasattr(queue, name))
try:
    queue.get_nowait()
except Empty as error:
    print(f'Empty: {error}')
queue.put(1)
queue.put(2)
print(queue.qsize(), queue.get(), queue.get(), queue.empty())
