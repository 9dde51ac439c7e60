from multiprocessing import Process

x = 1
numbers = []


def change():
    global x
    x = 2
    numbers.append(1)
    print('child', x, len(numbers), flush=True)


if __name__ == '__main__':
    p = Process(target=change)
    p.start()
    p.join()
    print('parent', x, len(numbers))
