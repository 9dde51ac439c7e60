from multiprocessing import Process
from threading import Thread

for kind in (Thread, Process):
    try:
        kind(group=1)
    except AssertionError as error:
        print(f'AssertionError: {error}')
