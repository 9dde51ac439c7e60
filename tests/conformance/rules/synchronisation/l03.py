from threading import Event, Lock, Thread

lock = Lock()
waiting = Event()


def work():
    waiting.wait()
    lock.release()


lock.acquire()
Thread(target=work).start()
print(lock.acquire(timeout=0.1))
waiting.set()
print(lock.acquire())
