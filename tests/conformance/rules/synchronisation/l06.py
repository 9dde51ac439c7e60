from threading import RLock, Thread

lock = RLock()


def release():
    try:
        lock.release()
    except RuntimeError as error:
        print(f'RuntimeError: {error}')


release()
lock.acquire()
t = Thread(target=release)
t.start()
t.join()
lock.release()
