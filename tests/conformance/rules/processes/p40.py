import time
from multiprocessing import Event, Process


def work(ready):
    ready.set()
    time.sleep(30)
    print('never')


if __name__ == '__main__':
    ready = Event()
    p = Process(target=work, args=(ready,))
    p.start()
    try:
        ready.wait()
        print('waiting', flush=True)
        time.sleep(30)
    except KeyboardInterrupt:
        p.join()
        print('main caught it', p.exitcode)
