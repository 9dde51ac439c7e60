from threading import Lock

lock = Lock()
for blocking, timeout in ((False, 1), (True, -2), (True, 1e20)):
    try:
        lock.acquire(blocking, timeout)
        print('no error')
    except (ValueError, OverflowError) as error:
        print(f'{type(error).__name__}: {error}')
