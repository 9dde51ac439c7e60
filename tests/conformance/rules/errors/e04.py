from threading import Event, Thread

go = Event()


def make_daemon(t):
    try:
        t.daemon = True
    except RuntimeError as error:
        print(f'RuntimeError: {error}')


t = Thread(target=go.wait)
t.start()
make_daemon(t)
go.set()
t.join()
make_daemon(t)
print(t.daemon)
