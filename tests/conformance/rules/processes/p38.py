import multiprocessing as mp
from threading import Thread, active_count, current_thread, main_thread


def child(method):
    print(method, main_thread().name, current_thread().name, active_count(), flush=True)


def work(method):
    p = mp.get_context(method).Process(target=child, args=(method,))
    p.start()
    p.join()


if __name__ == '__main__':
    for method in ('fork', 'spawn'):
        t = Thread(target=work, args=(method,))
        t.start()
        t.join()
