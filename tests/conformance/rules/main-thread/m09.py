import sys
from threading import Thread

t = Thread(target=sys.exit, args=(7,))
t.start()
t.join()
print('main goes on')
