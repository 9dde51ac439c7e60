from threading import Barrier, Thread

c = 0
meet = Barrier(2)


def work():
    global c
    meet.wait()
    for _ in range(1_000_000):
        c += 1


threads = [Thread(target=work) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print('updates lost', c < 2_000_000)
