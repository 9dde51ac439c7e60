from queue import Empty, Full, Queue

queue = Queue(1)


def attempt(action):
    try:
        action()
    except (Empty, Full, ValueError) as error:
        print(f'{type(error).__name__}: {error}')


attempt(queue.get_nowait)
attempt(lambda: queue.get(timeout=0.1))
queue.put(1)
attempt(lambda: queue.put_nowait(2))
attempt(lambda: queue.put(2, timeout=0.1))
attempt(lambda: queue.get(timeout=-1))
attempt(lambda: queue.put(2, timeout=-1))
