from threading import Thread


class Worker(Thread):
    def run(self):
        print('before')
        super().run()


def work(word):
    print('target', word)


Worker(target=work, args=('x',)).start()
