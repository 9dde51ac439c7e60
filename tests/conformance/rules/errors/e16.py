from multiprocessing import Event, Process


def nothing(go):
    go.wait()


def attempt(action):
    try:
        action()
    except AssertionError as error:
        print(f'AssertionError: {error}', flush=True)


def work(other, new):
    attempt(other.join)
    attempt(other.is_alive)
    attempt(new.start)


if __name__ == '__main__':
    go = Event()
    other, new = Process(target=nothing, args=(go,)), Process()
    other.start()
    p = Process(target=work, args=(other, new))
    p.start()
    p.join()
    go.set()
