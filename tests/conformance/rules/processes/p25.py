import time
from multiprocessing import Event, Process, parent_process


def grandchild(ready, told):
    ready.set()
    while parent_process().is_alive():
        time.sleep(0.02)
    told.wait()
    print('grandchild alive', flush=True)


def child(ready, told):
    Process(target=grandchild, args=(ready, told)).start()
    time.sleep(30)


if __name__ == '__main__':
    ready, told = Event(), Event()
    p = Process(target=child, args=(ready, told))
    p.start()
    ready.wait()
    p.terminate()
    p.join()
    print(p.exitcode, flush=True)
    told.set()
