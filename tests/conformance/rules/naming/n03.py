from threading import Thread


class Worker:
    def method(self):
        pass


for target in (lambda: 0, Worker().method, print):
    print(Thread(target=target).name)
