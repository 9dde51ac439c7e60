from multiprocessing import Queue
import re

queue = Queue()
queue.close()
for action in (lambda: queue.put(1), queue.get):
    try:
        action()
    except ValueError as error:
        print(re.sub('0x[0-9a-f]+', '0x', f'ValueError: {error}'))
