import time
from threading import Thread


def burn():
    n = 0
    for _ in range(4_000_000):
        n += 1


threads = [Thread(target=burn) for _ in range(2)]
wall, cpu = time.perf_counter(), time.process_time()
for t in threads:
    t.start()
for t in threads:
    t.join()
print('cores used at once', round((time.process_time() - cpu) / (time.perf_counter() - wall)) <= 1)
