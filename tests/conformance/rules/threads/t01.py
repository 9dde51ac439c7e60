from threading import Thread, enumerate


def work():
    pass


t = Thread(target=work)
print(t.ident, t.native_id, t.is_alive(), t in enumerate())
