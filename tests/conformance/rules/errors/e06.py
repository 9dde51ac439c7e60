from threading import Thread


def work():
    pass


t = Thread(target=work, args=5)
t.start()
t.join()
print('main ok')
