import time
from multiprocessing import Process, Value
from threading import Thread, main_thread


def tick(ticks):
    while True:
        ticks.value += 1
        time.sleep(0.01)


def thread(ticks):
    main_thread().join()
    before = ticks.value
    time.sleep(0.3)
    print('thread end, daemonic child still ticks', ticks.value > before, flush=True)


def child(ticks):
    last = None
    while ticks.value != last:
        last = ticks.value
        time.sleep(0.5)
    print('child end, daemonic child ticks no more', flush=True)


if __name__ == '__main__':
    ticks = Value('i', 0)
    Process(target=tick, args=(ticks,), daemon=True).start()
    while ticks.value == 0:
        time.sleep(0.01)
    Process(target=child, args=(ticks,)).start()
    Thread(target=thread, args=(ticks,)).start()
    print('main end', flush=True)
