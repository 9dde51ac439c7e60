from multiprocessing import Process, Queue


def work(queue):
    queue.put('x' * 10**6)


if __name__ == '__main__':
    queue = Queue()
    p = Process(target=work, args=(queue,))
    p.start()
    p.join(0.5)
    print(p.is_alive(), p.exitcode)
    print(len(queue.get()))
    p.join()
    print(p.is_alive(), p.exitcode)
