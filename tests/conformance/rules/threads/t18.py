import threading
from threading import Thread


def hook(args):
    print('in the hook', args.thread.is_alive())


def bad():
    raise ValueError('boom')


threading.excepthook = hook
t = Thread(target=bad)
t.start()
t.join()
print('after join', t.is_alive())
