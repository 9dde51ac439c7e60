import atexit
import time
from threading import Thread


def late():
    time.sleep(5)
    print('late')


def at_exit():
    t = Thread(target=late)
    t.start()
    print('started', t.is_alive())


atexit.register(at_exit)
