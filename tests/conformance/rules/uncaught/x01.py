from threading import Thread


def bad():
    raise ValueError('boom')


t = Thread(target=bad)
t.start()
t.join()
print('main ok', t.is_alive())
