from threading import Thread


def bad():
    raise ValueError('boom')


try:
    t = Thread(target=bad)
    t.start()
    t.join()
    print('nothing caught')
except ValueError:
    print('caught')
