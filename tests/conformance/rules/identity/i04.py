import multiprocessing as mp
import os
from threading import active_count, current_thread, main_thread


def child():
    print(current_thread().name, main_thread().native_id == os.getpid(), active_count(), flush=True)


if __name__ == '__main__':
    for method in ('fork', 'spawn'):
        p = mp.get_context(method).Process(target=child)
        p.start()
        p.join()
