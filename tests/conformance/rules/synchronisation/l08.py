from threading import Semaphore

semaphore = Semaphore(2)
print(*[semaphore.acquire(False) for _ in range(3)], semaphore.acquire(timeout=0.1))


def attempt(action):
    try:
        action()
    except ValueError as error:
        print(f'ValueError: {error}')


attempt(lambda: Semaphore(-1))
attempt(lambda: semaphore.release(0))
attempt(lambda: semaphore.acquire(False, 1))
