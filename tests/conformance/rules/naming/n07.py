from multiprocessing import Process, current_process


def show(depth):
    print(current_process().name, flush=True)
    for _ in range(depth):
        p = Process(target=show, args=(depth - 1,))
        p.start()
        p.join()


if __name__ == '__main__':
    p = Process(target=show, args=(2,))
    p.start()
    p.join()
