from queue import Queue
from threading import Barrier, Thread

rounds = [Queue(), Queue()]


def action():
    print('action')


barrier = Barrier(3, action)


def work():
    for results in rounds:
        results.put(barrier.wait())


threads = [Thread(target=work) for _ in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
for results in rounds:
    print(*sorted(results.get() for _ in threads))
print(barrier.parties, barrier.n_waiting, barrier.broken)
