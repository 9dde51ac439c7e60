from threading import Event, Thread

go = Event()


def work():
    go.wait()


t = Thread(target=work)
t.start()
print(t.is_alive(), t.ident is not None)
go.set()
t.join()
