from queue import Queue
from threading import Thread

queue = Queue()


def work():
    queue.join()
    print('joined')


queue.put(1)
queue.get()
t = Thread(target=work)
t.start()
t.join(0.1)
print('waiting', t.is_alive())
queue.task_done()
t.join()
try:
    queue.task_done()
except ValueError as error:
    print(f'ValueError: {error}')
