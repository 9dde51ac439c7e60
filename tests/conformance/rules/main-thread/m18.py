import time
from threading import Thread

t = Thread(target=input, args=('name? ',), daemon=True)
t.start()
time.sleep(0.2)
print('main end')
