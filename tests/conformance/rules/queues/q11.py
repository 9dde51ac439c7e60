from multiprocessing import Event, JoinableQueue, Process


def work(queue, done):
    queue.join()
    done.set()


if __name__ == '__main__':
    queue, done = JoinableQueue(), Event()
    queue.put(1)
    p = Process(target=work, args=(queue, done))
    p.start()
    print(queue.get(), done.wait(0.2))
    queue.task_done()
    print(done.wait(10))
    p.join()
    try:
        queue.task_done()
    except ValueError as error:
        print(f'ValueError: {error}')
