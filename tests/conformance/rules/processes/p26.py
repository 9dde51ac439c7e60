import time
from multiprocessing import Process


def grandchild():
    time.sleep(0.2)
    print('grandchild end', flush=True)


def child():
    Process(target=grandchild).start()


if __name__ == '__main__':
    p = Process(target=child)
    p.start()
    p.join()
    print('joined', p.exitcode)
