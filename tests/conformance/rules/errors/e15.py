from multiprocessing import Process


def work():
    Process().start()


if __name__ == '__main__':
    p = Process(target=work, daemon=True)
    p.start()
    p.join()
    print(p.exitcode)
