import sys
from multiprocessing import Process

if __name__ == '__main__':
    Process(target=sys.exit, args=(9,)).start()
