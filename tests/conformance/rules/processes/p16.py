import time
from multiprocessing import Event, Process


def work(ready):
    try:
        ready.set()
        time.sleep(30)
    finally:
        print('fin', flush=True)


if __name__ == '__main__':
    ready = Event()
    p = Process(target=work, args=(ready,))
    p.start()
    ready.wait()
    p.terminate()
    p.join()
    print(p.exitcode)
