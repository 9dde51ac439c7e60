from threading import Thread


def show(*args):
    print(*args)


for args in ('ab', [1, 2], (3,)):
    t = Thread(target=show, args=args)
    t.start()
    t.join()
