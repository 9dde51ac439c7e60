from threading import Thread


def work():
    pass


print(Thread(target=work).name, Thread(target=work).name, sep=' / ')
