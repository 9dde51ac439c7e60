import os
import time
from multiprocessing import Process


def work():
    pass


def state(pid):
    try:
        with open(f'/proc/{pid}/status') as status:
            return next(line for line in status if line.startswith('State')).split()[1]
    except FileNotFoundError:
        return 'gone'


if __name__ == '__main__':
    p = Process(target=work)
    p.start()
    pid = p.pid
    for _ in range(1000):
        if state(pid) == 'Z':
            break
        time.sleep(0.01)
    print(state(pid), p.is_alive(), state(pid))
