import multiprocessing as mp
import signal
import sys
import time


def clean_up(number, frame):
    print('handler in', mp.current_process().name, flush=True)
    sys.exit(0)


def work(ready):
    ready.set()
    time.sleep(30)


if __name__ == '__main__':
    signal.signal(signal.SIGTERM, clean_up)
    for method in ('fork', 'spawn'):
        context = mp.get_context(method)
        ready = context.Event()
        p = context.Process(target=work, args=(ready,))
        p.start()
        ready.wait()
        p.terminate()
        p.join()
        print(method, p.exitcode, flush=True)
