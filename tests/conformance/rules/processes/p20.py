import time
from multiprocessing import Event, Process


def work(go):
    go.wait()
    time.sleep(0.2)
    print('child end', flush=True)


if __name__ == '__main__':
    go = Event()
    Process(target=work, args=(go,)).start()
    print('main end', flush=True)
    go.set()
