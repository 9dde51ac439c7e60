from multiprocessing import Event, Process


def work(go):
    go.wait()


if __name__ == '__main__':
    go = Event()
    p = Process(target=work, args=(go,))
    p.start()
    print(p.join(0.1), p.is_alive(), p.exitcode)
    p.join(0)
    p.join(-5)
    print(p.is_alive())
    go.set()
    print(p.join(), p.join(), p.exitcode)
