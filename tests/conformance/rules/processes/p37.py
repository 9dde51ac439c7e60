import atexit
import multiprocessing as mp


def work(method):
    atexit.register(print, 'atexit in', method, flush=True)


if __name__ == '__main__':
    for method in ('fork', 'spawn'):
        p = mp.get_context(method).Process(target=work, args=(method,))
        p.start()
        p.join()
