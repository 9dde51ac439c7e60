from multiprocessing import Lock, Pool, Queue


def work(thing):
    pass


if __name__ == '__main__':
    with Pool(1) as pool:
        for thing in (Queue(), Lock()):
            try:
                pool.apply(work, (thing,))
            except RuntimeError as error:
                print(f'RuntimeError: {error}')
