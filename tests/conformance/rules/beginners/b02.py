from threading import Thread, current_thread


def work():
    print('work in', current_thread().name)


t = Thread(target=work())
t.start()
t.join()
print(t.name, 'did nothing')
