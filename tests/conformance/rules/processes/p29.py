import time
from multiprocessing import Event, Process, active_children


def work(go):
    go.wait()


if __name__ == '__main__':
    events = [Event(), Event()]
    first = Process(target=work, args=(events[0],))
    second = Process(target=work, args=(events[1],), daemon=True)
    new = Process(target=work)
    first.start()
    second.start()
    print(*sorted(p.name for p in active_children()))
    events[0].set()
    while len(active_children()) == 2:
        time.sleep(0.01)
    print(*[p.name for p in active_children()], first.exitcode)
    events[1].set()
    second.join()
    print(len(active_children()))
