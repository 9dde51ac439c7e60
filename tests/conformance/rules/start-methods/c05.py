import multiprocessing as mp
import os


def work(method, pid):
    parent = mp.parent_process()
    print(method, os.getppid() == parent.pid, parent.pid == pid, parent.name, flush=True)


if __name__ == '__main__':
    for method in ('fork', 'spawn', 'forkserver'):
        p = mp.get_context(method).Process(target=work, args=(method, os.getpid()))
        p.start()
        p.join()
