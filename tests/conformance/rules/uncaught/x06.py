from multiprocessing import Process


def bad():
    raise ValueError('boom')


if __name__ == '__main__':
    p = Process(target=bad)
    p.start()
    p.join()
    print('main ok', p.exitcode)
