import os
import signal
import time
from multiprocessing import Event, Process


def work(ready):
    ready.set()
    time.sleep(30)


if __name__ == '__main__':
    ready = Event()
    p = Process(target=work, args=(ready,))
    p.start()
    ready.wait()
    # Stopped, it cannot die before it is asked, so that the race always ends the usual way.
    os.kill(p.pid, signal.SIGSTOP)
    os.waitid(os.P_PID, p.pid, os.WSTOPPED)
    p.terminate()
    print(p.is_alive(), p.exitcode)
    os.kill(p.pid, signal.SIGCONT)
    p.join()
    print(p.is_alive(), p.exitcode)
