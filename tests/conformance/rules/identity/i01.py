from threading import Thread, current_thread


def work():
    print(current_thread() is t)


t = Thread(target=work)
t.start()
