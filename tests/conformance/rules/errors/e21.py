import multiprocessing as mp


def main():
    def local():
        pass

    for target in (lambda: 0, local):
        p = mp.get_context('spawn').Process(target=target)
        try:
            p.start()
        except Exception as error:
            print(f'{type(error).__name__}: {error}')
        print(p.is_alive(), p.pid)


if __name__ == '__main__':
    main()
