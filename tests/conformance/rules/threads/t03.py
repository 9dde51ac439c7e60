from threading import Thread, enumerate


def work():
    pass


t = Thread(target=work)
t.start()
t.join()
print(t.is_alive(), t.ident is not None, t in enumerate(), t.name)
