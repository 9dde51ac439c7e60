import time
from threading import Event, Thread

running = Event()


def work():
    try:
        running.set()
        time.sleep(30)
        print('never')
    finally:
        print('fin')


Thread(target=work, daemon=True).start()
running.wait()
print('main end')
