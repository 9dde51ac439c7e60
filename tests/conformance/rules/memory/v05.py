from multiprocessing import Manager

if __name__ == '__main__':
    manager = Manager()
    shared = manager.dict()
    manager.shutdown()
    try:
        shared['k']
    except FileNotFoundError as error:
        print(f'FileNotFoundError: {error}')
