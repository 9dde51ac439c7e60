import time
from threading import Thread, main_thread


def work():
    main_thread().join()
    time.sleep(0.3)
    print('thread end')


t = Thread(target=work)
t.start()
try:
    print('joining', flush=True)
    t.join()
except KeyboardInterrupt:
    print('interrupted', t.is_alive(), flush=True)
