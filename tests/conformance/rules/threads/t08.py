from threading import Event, Thread

go = Event()


def work():
    go.wait()


t = Thread(target=work)
t.start()
t.join(0)
t.join(-5)
print(t.is_alive())
go.set()
t.join()
