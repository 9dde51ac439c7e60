from queue import Queue
from threading import Event, Thread

go = Event()
returned = Queue()


def work():
    go.wait()


def wait_for(thread):
    thread.join()
    returned.put(thread.is_alive())


t = Thread(target=work)
t.start()
joiners = [Thread(target=wait_for, args=(t,)) for _ in range(3)]
for joiner in joiners:
    joiner.start()
print('returned early:', returned.qsize())
go.set()
for joiner in joiners:
    joiner.join()
print('returned:', returned.qsize())
t.join()
t.join()
print('main joined twice more')
