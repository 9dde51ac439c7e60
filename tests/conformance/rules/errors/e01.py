from threading import Event, Thread

go = Event()


def attempt(action):
    try:
        action()
        print('no error')
    except Exception as error:
        print(f'{type(error).__name__}: {error}')


t = Thread(target=go.wait)
t.start()
attempt(t.start)
go.set()
t.join()
attempt(t.start)
