import signal
import time
from multiprocessing import Event, Process


def work(ready):
    # Takes a moment to die, so that the race always ends the usual way.
    signal.signal(signal.SIGTERM, slowly)
    ready.set()
    time.sleep(30)


def slowly(number, frame):
    time.sleep(0.3)
    signal.signal(number, signal.SIG_DFL)
    signal.raise_signal(number)


if __name__ == '__main__':
    ready = Event()
    p = Process(target=work, args=(ready,))
    p.start()
    ready.wait()
    p.terminate()
    print(p.is_alive(), p.exitcode)
    p.join()
    print(p.is_alive(), p.exitcode)
