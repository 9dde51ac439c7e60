import sys
import time
from threading import Thread


def work():
    for line in sys.stdin:
        print(line)


Thread(target=work, daemon=True).start()
time.sleep(0.2)
print('main end')
