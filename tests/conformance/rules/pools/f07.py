from multiprocessing import Pool

if __name__ == '__main__':
    try:
        Pool(0)
    except ValueError as error:
        print(f'ValueError: {error}')
    with Pool(1) as pool:
        try:
            pool.join()
        except ValueError as error:
            print(f'ValueError: {error}')
