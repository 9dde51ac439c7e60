from threading import Thread, current_thread


def work():
    print(current_thread().name)


t = Thread(target=work)
t.run()
print(t.is_alive(), t.ident)
