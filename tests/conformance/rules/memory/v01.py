from multiprocessing import Array, Process, Value


def work(value, array):
    value.value = 5
    array[0] = 9


if __name__ == '__main__':
    value, array = Value('i', 0), Array('i', [1, 7, 8])
    p = Process(target=work, args=(value, array))
    p.start()
    p.join()
    print(value.value, *array[:], *array[1:], len(array))
    try:
        array[3]
    except IndexError as error:
        print(f'IndexError: {error}')
