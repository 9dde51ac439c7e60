import warnings
from threading import Thread, activeCount, currentThread

warnings.simplefilter('always')
t = Thread(target=print)
t.setDaemon(True)
t.setName('w')
print(t.isDaemon(), t.getName(), currentThread().getName(), activeCount())
