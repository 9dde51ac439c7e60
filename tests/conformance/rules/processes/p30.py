import os
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
    # Waits for its end and leaves the status where it is.
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    print(state(pid), p.is_alive(), state(pid))
