from multiprocessing import Event, Process, active_children
from threading import active_count


def work(go):
    go.wait()


if __name__ == '__main__':
    go = Event()
    p = Process(target=work, args=(go,))
    p.start()
    print(active_count(), len(active_children()))
    go.set()
    p.join()
