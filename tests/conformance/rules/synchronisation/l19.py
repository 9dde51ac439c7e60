import multiprocessing as mp


def attempt(action):
    try:
        action()
        print('no error')
    except Exception as error:
        print(f'{type(error).__name__}: {error}')


attempt(mp.Lock().release)
attempt(mp.BoundedSemaphore(1).release)
attempt(mp.RLock().release)
attempt(mp.Condition().release)
attempt(mp.Condition().wait)
attempt(mp.Condition().notify)
attempt(mp.Semaphore(1).release)
