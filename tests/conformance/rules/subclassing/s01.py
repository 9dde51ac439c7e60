from threading import Thread


class Worker(Thread):
    result = 0

    def run(self):
        self.result = 42


for w in (Worker(target=print, args=('never',)), Worker()):
    w.start()
    w.join()
    print(w.name, w.result)
