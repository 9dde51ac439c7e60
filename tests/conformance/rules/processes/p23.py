from multiprocessing import Process
import time


def work():
    time.sleep(0.3)
    print('child end', flush=True)


def forever():
    time.sleep(30)
    print('never', flush=True)


if __name__ == '__main__':
    Process(target=work).start()
    Process(target=forever, daemon=True).start()
    raise ValueError('boom')
