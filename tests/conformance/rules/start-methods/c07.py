import multiprocessing as mp
import sys


def work(argv):
    with open('/proc/self/cmdline') as cmdline:
        words = cmdline.read().rstrip('\0').split('\0')
    text = words[words.index('-c') + 1]
    print(len(argv) == 3 and sys.argv == argv, 'from multiprocessing.spawn import spawn_main' in text, words[-1])


if __name__ == '__main__':
    p = mp.get_context('spawn').Process(target=work, args=(sys.argv,))
    p.start()
    p.join()
