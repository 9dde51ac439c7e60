import time
from threading import Event, Thread, main_thread

ticked = Event()


def tick():
    main_thread().join()
    for _ in range(3):
        print('tick')
    ticked.set()
    time.sleep(30)
    print('never')


def last():
    ticked.wait()
    print('last')


Thread(target=tick, daemon=True).start()
Thread(target=last).start()
print('main end')
