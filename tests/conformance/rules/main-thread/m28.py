import atexit
import os
import signal
import time
from threading import Thread

atexit.register(print, 'atexit', flush=True)
Thread(target=time.sleep, args=(30,)).start()
try:
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(30)
finally:
    print('fin', flush=True)
