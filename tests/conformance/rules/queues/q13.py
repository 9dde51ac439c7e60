from multiprocessing import Pipe, Process


def work(end):
    for item in end.recv():
        end.send(item * 2)


if __name__ == '__main__':
    a, b = Pipe()
    print(b.poll())
    a.send({'x': [1, 'two']})
    print(b.poll(), b.recv() == {'x': [1, 'two']}, b.poll())
    p = Process(target=work, args=(b,))
    p.start()
    a.send([1, 2])
    print(a.recv(), a.recv())
    p.join()
