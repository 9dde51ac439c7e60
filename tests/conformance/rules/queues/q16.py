from multiprocessing import Pipe, Process


def work(end):
    end.send(1)


if __name__ == '__main__':
    a, b = Pipe()
    p = Process(target=work, args=(b,))
    p.start()
    p.join()
    print(a.recv(), a.poll(0.3))
    b.close()
    print(a.poll(0.3))
    try:
        a.recv()
    except EOFError as error:
        print(f'EOFError: {error}')
