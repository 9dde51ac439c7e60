import multiprocessing
import threading
from concurrent.futures import ProcessPoolExecutor


def describe():
    p = multiprocessing.current_process()
    return p.name, p.daemon


if __name__ == '__main__':
    with ProcessPoolExecutor(1, multiprocessing.get_context('fork')) as executor:
        print(executor.submit(describe).result())
        others = [t for t in threading.enumerate() if t is not threading.main_thread()]
        print([t.daemon for t in others], others[1].name)
