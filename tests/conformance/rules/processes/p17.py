from multiprocessing import Process


def work():
    pass


if __name__ == '__main__':
    p = Process(target=work)
    p.start()
    p.join()
    p.terminate()
    p.kill()
    p.join()
    print(p.exitcode)
