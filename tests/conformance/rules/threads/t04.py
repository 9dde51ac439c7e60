from threading import Event, Thread

go = Event()


def work():
    go.wait()


def shown(thread):
    return repr(thread).replace(str(thread.ident), 'IDENT')


daemon = Thread(target=work, name='w', daemon=True)
plain = Thread(target=work)
for t in (daemon, plain):
    print(shown(t))
    t.start()
    print(shown(t))
go.set()
for t in (daemon, plain):
    t.join()
    print(shown(t))
