from queue import Queue
from threading import Event, Thread

event = Event()
results = Queue()


def work():
    results.put(event.wait())


print(event.is_set(), event.wait(0.1))
threads = [Thread(target=work) for _ in range(3)]
for t in threads:
    t.start()
event.set()
for t in threads:
    t.join()
print(*[results.get() for _ in threads])
print(event.is_set(), event.wait())
event.clear()
print(event.is_set())
