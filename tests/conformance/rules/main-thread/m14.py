import atexit
from threading import Event, Thread

exiting = Event()
printed = Event()


def work():
    exiting.wait()
    print('daemon alive')
    printed.set()
    exiting.clear()
    exiting.wait()


def at_exit():
    exiting.set()
    printed.wait(10)
    print('atexit end')


atexit.register(at_exit)
Thread(target=work, daemon=True).start()
