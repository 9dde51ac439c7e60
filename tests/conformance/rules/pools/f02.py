from concurrent.futures import ThreadPoolExecutor
from threading import Event

go = Event()


def work():
    go.wait()
    print('done')


with ThreadPoolExecutor() as executor:
    executor.submit(work)
    print('leaving')
    go.set()
print('left')
try:
    executor.submit(work)
except RuntimeError as error:
    print(f'RuntimeError: {error}')
