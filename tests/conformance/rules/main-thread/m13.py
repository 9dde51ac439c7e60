import atexit
from threading import Thread, main_thread


def work():
    main_thread().join()
    print('thread end')


atexit.register(print, 'first registered')
atexit.register(print, 'second registered')
Thread(target=work).start()
print('main end')
