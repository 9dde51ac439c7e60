from threading import Thread


def work():
    print('got', input())


Thread(target=work).start()
print('main end', flush=True)
