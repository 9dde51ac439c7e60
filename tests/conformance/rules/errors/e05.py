from threading import Thread


class Forgetful(Thread):
    def __init__(self):
        pass


def attempt(action):
    try:
        action()
    except Exception as error:
        print(f'{type(error).__name__}: {error}')


t = Forgetful()
attempt(t.start)
attempt(lambda: t.name)
attempt(lambda: setattr(t, 'daemon', True))
