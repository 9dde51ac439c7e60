from threading import Barrier, Lock, Thread

lock = Lock()
lock.acquire
print(lock.locked())

meet = Barrier(3)


def work():
    with Lock():
        meet.wait()


threads = [Thread(target=work) for _ in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print('all inside at once')
