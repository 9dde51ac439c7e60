from functools import partial
from threading import Thread, Timer


class Worker(Thread):
    def run(self):
        pass


print(Thread().name, Timer(1, print).name, Thread(target=partial(print)).name, Worker().name)
