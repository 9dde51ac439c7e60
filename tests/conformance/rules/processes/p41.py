import multiprocessing as mp
from threading import Thread, main_thread


def child(method):
    print(method, 'ran', flush=True)


def work():
    main_thread().join()
    for method in ('fork', 'spawn'):
        p = mp.get_context(method).Process(target=child, args=(method,))
        try:
            p.start()
            p.join()
            print(method, p.exitcode)
        except RuntimeError as error:
            print(f'RuntimeError: {error}')


if __name__ == '__main__':
    Thread(target=work).start()
