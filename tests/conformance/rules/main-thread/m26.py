import time
from threading import Thread, main_thread


def work():
    main_thread().join()
    print('main ended', flush=True)
    time.sleep(10)
    print('worker end', flush=True)


Thread(target=work).start()
