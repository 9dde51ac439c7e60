import time
from multiprocessing import Process


def work():
    time.sleep(30)


if __name__ == '__main__':
    p = Process(target=work)
    p.start()
    p.terminate()
    p.join()
    try:
        p.start()
    except AssertionError as error:
        print(f'AssertionError: {error}')
    print(p.exitcode)
