import multiprocessing as mp
from threading import Thread, current_thread


def child(method):
    print(method, Thread().name, current_thread().name, flush=True)


if __name__ == '__main__':
    Thread()
    for method in ('fork', 'spawn'):
        p = mp.get_context(method).Process(target=child, args=(method,))
        p.start()
        p.join()
