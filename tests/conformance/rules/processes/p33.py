import os
import time
from multiprocessing import Event, Process, parent_process


def work(ready):
    print(parent_process().is_alive(), flush=True)
    ready.set()
    for _ in range(500):
        if not parent_process().is_alive():
            break
        time.sleep(0.02)
    print(parent_process().is_alive(), flush=True)


if __name__ == '__main__':
    ready = Event()
    Process(target=work, args=(ready,)).start()
    ready.wait()
    os._exit(0)
