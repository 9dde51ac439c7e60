from multiprocessing import Event, Process


def work(go):
    go.wait()


if __name__ == '__main__':
    go = Event()
    p = Process(target=work, args=(go,))
    p.start()
    try:
        p.close()
    except ValueError as error:
        print(f'ValueError: {error}')
    go.set()
    p.join()
