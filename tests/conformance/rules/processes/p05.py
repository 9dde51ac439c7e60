from multiprocessing import Process


def work():
    raise ValueError('boom')


if __name__ == '__main__':
    p = Process(target=work)
    p.start()
    p.join()
    print(p.exitcode)
