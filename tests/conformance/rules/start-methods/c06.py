import multiprocessing as mp
import os


def work(go):
    go.wait()


def system_children():
    with open(f'/proc/self/task/{os.getpid()}/children') as children:
        return len(children.read().split())


if __name__ == '__main__':
    for method in ('fork', 'spawn', 'forkserver'):
        context = mp.get_context(method)
        go = context.Event()
        p = context.Process(target=work, args=(go,))
        p.start()
        print(method, system_children(), len(mp.active_children()), flush=True)
        go.set()
        p.join()
