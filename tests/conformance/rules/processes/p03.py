from multiprocessing import Process


def work():
    pass


if __name__ == '__main__':
    p = Process(target=work)
    p.start()
    pid = p.pid
    p.join()
    print(p.exitcode, p.is_alive(), p.pid == pid)
