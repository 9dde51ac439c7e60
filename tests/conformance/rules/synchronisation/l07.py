from threading import Barrier, Lock, Thread

a, b = Lock(), Lock()
both_hold_one = Barrier(2)


def work(name, first, second):
    with first:
        both_hold_one.wait()
        with second:
            print('never', flush=True)


Thread(target=work, args=('A', a, b)).start()
Thread(target=work, args=('B', b, a)).start()
print('main end', flush=True)
