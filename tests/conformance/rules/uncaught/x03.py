import sys
import threading
from threading import Thread


def hook(args):
    print(args.exc_type.__name__, args.exc_value, args.thread.name)


def bad():
    raise ValueError('boom')


threading.excepthook = hook
sys.excepthook = lambda *args: print('never')
t = Thread(target=bad)
t.start()
t.join()
