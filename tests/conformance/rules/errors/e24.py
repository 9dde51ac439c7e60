import multiprocessing as mp


def work(lock):
    pass


if __name__ == '__main__':
    p = mp.get_context('spawn').Process(target=work, args=(mp.get_context('fork').Lock(),))
    try:
        p.start()
        p.join()
        print(p.exitcode)
    except RuntimeError as error:
        print(f'RuntimeError: {error}')
