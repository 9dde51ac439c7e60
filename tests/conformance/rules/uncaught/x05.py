import threading
from threading import Thread


def hook(args):
    raise RuntimeError('in hook')


def bad():
    raise ValueError('boom')


threading.excepthook = hook
t = Thread(target=bad)
t.start()
t.join()
print('main ok')
