from multiprocessing import Barrier, Process, Value


def count(value, meet, times):
    meet.wait()
    for _ in range(times):
        value.value += 1


def count_exactly(value, meet, times):
    meet.wait()
    for _ in range(times):
        with value.get_lock():
            value.value += 1


def total(target, times):
    value, meet = Value('i', 0), Barrier(2)
    children = [Process(target=target, args=(value, meet, times)) for _ in range(2)]
    for p in children:
        p.start()
    for p in children:
        p.join()
    return value.value


if __name__ == '__main__':
    print('updates lost without the lock', any(total(count, 20000) < 40000 for _ in range(10)))
    print('with the lock', total(count_exactly, 2000))
