import os
from threading import Thread

seen = []


def work(pid, folder):
    seen.append('here')
    print('same process', os.getpid() == pid, os.getcwd() == folder)


t = Thread(target=work, args=(os.getpid(), os.getcwd()))
t.start()
t.join()
print('change seen', len(seen) == 1)
