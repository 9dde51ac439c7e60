from multiprocessing import Event, Process


def work(go):
    go.wait()


def start_again(p):
    try:
        p.start()
    except AssertionError as error:
        print(f'AssertionError: {error}')


if __name__ == '__main__':
    go = Event()
    p = Process(target=work, args=(go,))
    p.start()
    start_again(p)
    go.set()
    p.join()
    start_again(p)
