from threading import Thread, current_thread, local


class Own(local):
    def __init__(self):
        print('init in', current_thread().name)


x = Own()
x.v = 1


def work():
    try:
        print(x.v)
    except AttributeError as error:
        print(f'AttributeError: {error}')


t = Thread(target=work, name='w')
t.start()
t.join()
print(x.v)
