from multiprocessing import Event, Process, connection


def work(go):
    go.wait()


if __name__ == '__main__':
    go = Event()
    p = Process(target=work, args=(go,))
    try:
        p.sentinel
    except ValueError as error:
        print(f'ValueError: {error}')
    p.start()
    print(len(connection.wait([p.sentinel], 0.1)))
    go.set()
    print(len(connection.wait([p.sentinel])))
    p.join()
