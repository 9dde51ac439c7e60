import multiprocessing as mp

x = 1


def work(method):
    print(method, x, flush=True)


if __name__ == '__main__':
    x = 2
    for method in ('fork', 'spawn'):
        p = mp.get_context(method).Process(target=work, args=(method,))
        p.start()
        p.join()
