import multiprocessing as mp

print('top', __name__, flush=True)


def work(method):
    print(method, flush=True)


if __name__ == '__main__':
    for method in ('fork', 'spawn'):
        p = mp.get_context(method).Process(target=work, args=(method,))
        p.start()
        p.join()
