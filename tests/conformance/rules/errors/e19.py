from multiprocessing import Process


def work():
    pass


try:
    Process(target=work, args=5)
except TypeError as error:
    print(f'TypeError: {error}')
