from multiprocessing import Process, current_process


def show():
    print(current_process().name, flush=True)


def boss():
    show()
    p = Process(target=show)
    p.start()
    p.join()


if __name__ == '__main__':
    p = Process(target=boss, name='boss')
    p.start()
    p.join()
