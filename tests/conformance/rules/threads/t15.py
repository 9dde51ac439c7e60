from threading import Thread


def work(word):
    print(word)


t = Thread(target=work, args=('x',))
t.run()
t.start()
t.join()
print('main ok')
