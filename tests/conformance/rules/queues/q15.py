from multiprocessing import Pipe

a, b = Pipe()


def attempt(action):
    try:
        action()
    except (EOFError, OSError) as error:
        print(f'{type(error).__name__}: {error}')


b.close()
print(a.poll())
attempt(a.recv)
attempt(lambda: a.send(1))
attempt(lambda: b.send(1))
attempt(b.recv)
