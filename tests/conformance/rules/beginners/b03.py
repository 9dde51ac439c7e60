from threading import Thread


def greet(name):
    print('hello', name)


t = Thread(target=greet, args=('kim'))
t.start()
t.join()
print('main ok')
