from multiprocessing import Event, Process


def work(go):
    go.wait()
    print('child', flush=True)


if __name__ == '__main__':
    go = Event()
    p = Process(target=work, args=(go,))
    p.start()
    print('parent', p.is_alive(), flush=True)
    go.set()
