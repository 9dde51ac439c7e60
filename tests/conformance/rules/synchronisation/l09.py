from threading import BoundedSemaphore, Semaphore

semaphore = Semaphore(1)
semaphore.release()
print(semaphore.acquire(False), semaphore.acquire(False))
try:
    BoundedSemaphore(1).release()
except ValueError as error:
    print(f'ValueError: {error}')
