import threading
import time
from concurrent.futures import ThreadPoolExecutor


def work():
    pass


with ThreadPoolExecutor(3) as executor:
    print(threading.active_count())
    for _ in range(4):
        executor.submit(work).result()
        # A worker counts as idle a moment after its result is there.
        time.sleep(0.05)
    print(threading.active_count())
