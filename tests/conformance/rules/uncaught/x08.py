from threading import Lock, Thread

with_lock, bare = Lock(), Lock()


def with_statement():
    with with_lock:
        raise ValueError('boom')


def acquire():
    bare.acquire()
    raise ValueError('boom')


for target in (with_statement, acquire):
    t = Thread(target=target)
    t.start()
    t.join()
print(with_lock.locked(), bare.locked())
