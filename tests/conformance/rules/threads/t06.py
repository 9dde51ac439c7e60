from threading import Event, Thread

go = Event()


def work():
    go.wait()
    print('thread still finished')


t = Thread(target=work)
t.start()
t.join(0.1)
print('gave up')
go.set()
