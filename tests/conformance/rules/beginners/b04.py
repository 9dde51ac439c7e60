from threading import Thread


def work():
    pass


t = Thread(target=work).start()
print(t)
try:
    t.join()
except AttributeError as error:
    print(f'{type(error).__name__}: {error}')
