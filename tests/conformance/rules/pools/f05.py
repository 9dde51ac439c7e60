from multiprocessing import Pool


def work(number):
    if number == 0:
        raise ZeroDivisionError('division by zero')
    return number * 2


if __name__ == '__main__':
    with Pool(2) as pool:
        print(pool.map(work, [3, 1, 2]))
        try:
            pool.map(work, [1, 0])
        except ZeroDivisionError as error:
            print(f'ZeroDivisionError: {error}', type(error.__cause__).__name__)
