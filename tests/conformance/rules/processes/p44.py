from multiprocessing import Process, Value
from threading import Thread
import time


def tick(ticks):
    while True:
        ticks.value += 1
        time.sleep(0.01)


def thread(ticks):
    last = -1
    while ticks.value != last:
        last = ticks.value
        time.sleep(0.5)
    print('thread end, daemonic grandchild ticks no more', flush=True)


def child(ticks):
    Process(target=tick, args=(ticks,), daemon=True).start()
    while ticks.value == 0:
        time.sleep(0.01)
    Thread(target=thread, args=(ticks,)).start()
    print('child main end', flush=True)


if __name__ == '__main__':
    p = Process(target=child, args=(Value('i', 0),))
    p.start()
    p.join()
    print('joined', p.exitcode)
