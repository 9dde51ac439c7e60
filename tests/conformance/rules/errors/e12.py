from multiprocessing import Process

if __name__ == '__main__':
    p = Process()
    p.start()
    try:
        p.daemon = True
    except AssertionError as error:
        print(f'AssertionError: {error}')
    p.join()
