from multiprocessing import Process
from threading import Thread

for unit in (Thread(), Process()):
    print(bool(unit.is_alive), unit.is_alive())
