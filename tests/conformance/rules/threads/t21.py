from queue import Queue
from threading import Thread, get_ident

idents = Queue()


def work():
    idents.put(get_ident())


for _ in range(2):
    t = Thread(target=work)
    t.start()
    t.join()
    ident = idents.get()
    print(ident == t.ident, ident != 0, ident != get_ident())
