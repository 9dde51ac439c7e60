import time
from threading import Thread, main_thread


def work():
    main_thread().join()
    print('worker end', flush=True)


Thread(target=work).start()
print('sleeping', flush=True)
time.sleep(30)
print('never')
