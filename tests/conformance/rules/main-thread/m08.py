import sys
from threading import Thread, main_thread


def work():
    main_thread().join()
    print('worker end')


Thread(target=work).start()
sys.exit(3)
