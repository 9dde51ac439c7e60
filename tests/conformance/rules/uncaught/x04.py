import sys
import threading
from threading import Thread


def hook(args):
    print(args.exc_type.__name__)


threading.excepthook = hook
t = Thread(target=sys.exit)
t.start()
t.join()
