from multiprocessing import Process


def ask():
    try:
        input()
    except EOFError as error:
        print(f'child: EOFError: {error}', flush=True)


if __name__ == '__main__':
    p = Process(target=ask)
    p.start()
    p.join()
    print('main:', input())
