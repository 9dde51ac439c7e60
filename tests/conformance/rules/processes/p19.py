import time
from multiprocessing import Event, Process


def work(ticked):
    try:
        while True:
            print('tick', flush=True)
            ticked.set()
            time.sleep(0.05)
    finally:
        print('fin', flush=True)


if __name__ == '__main__':
    ticked = Event()
    Process(target=work, args=(ticked,), daemon=True).start()
    ticked.wait()
    print('main end', flush=True)
