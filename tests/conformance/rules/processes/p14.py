import signal
import time
from multiprocessing import Event, Process


def work(ready):
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    ready.set()
    time.sleep(30)


if __name__ == '__main__':
    ready = Event()
    p = Process(target=work, args=(ready,))
    p.start()
    ready.wait()
    p.terminate()
    p.join(0.3)
    print(p.is_alive(), p.exitcode)
    p.kill()
    p.join()
    print(p.is_alive(), p.exitcode)
