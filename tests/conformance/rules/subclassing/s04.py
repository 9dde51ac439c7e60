from multiprocessing import Process, current_process


def work():
    print(current_process().name, flush=True)


if __name__ == '__main__':
    p = Process(target=work)
    p.run()
    p.start()
    p.join()
