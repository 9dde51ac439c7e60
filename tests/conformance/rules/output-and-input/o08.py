from threading import Thread


def ask():
    print('got', input())


t = Thread(target=ask)
t.start()
t.join(0.1)
print('main runs', t.is_alive(), flush=True)
