from threading import Event, Thread

go = Event()


def work():
    go.wait()


t = Thread(target=work)
t.start()
print(t.join(0.1), t.is_alive())
go.set()
print(t.join(), t.is_alive())
