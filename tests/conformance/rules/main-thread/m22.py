import os
import signal
import time
from threading import Event, Thread

interrupted = Event()


def work():
    # A signal that comes just before a system call begins to wait does not end that wait, in any Python.
    time.sleep(0.2)
    os.kill(os.getpid(), signal.SIGINT)
    interrupted.wait()
    print('worker unharmed')


t = Thread(target=work)
try:
    t.start()
    time.sleep(30)
    print('never')
except KeyboardInterrupt:
    print('main got KeyboardInterrupt')
interrupted.set()
t.join()
