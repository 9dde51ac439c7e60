import sys
from multiprocessing import Process


def end(args):
    sys.exit(*args)


if __name__ == '__main__':
    for args in ([3], [], [None], [True], ['msg'], [256], [-1]):
        p = Process(target=end, args=(args,))
        p.start()
        p.join()
        print(p.exitcode)
