import threading
from multiprocessing import Pool, active_children

if __name__ == '__main__':
    with Pool(2):
        print(sorted((p.name, p.daemon) for p in active_children()))
        print(sorted((t.name, t.daemon) for t in threading.enumerate()))
