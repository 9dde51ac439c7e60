import os
import time
from threading import Thread


def work():
    print('x')
    os._exit(5)


try:
    Thread(target=work).start()
    time.sleep(30)
    print('never')
finally:
    print('fin')
