from multiprocessing import Process


def work():
    return 5


if __name__ == '__main__':
    p = Process(target=work)
    p.start()
    print(p.join(), p.exitcode)
