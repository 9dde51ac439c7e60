from threading import Thread


def answer():
    return 42


nothing = Thread()
nothing.start()
nothing.join()
print(nothing.is_alive())

t = Thread(target=answer)
t.start()
print(t.join(), hasattr(t, 'result'), hasattr(t, 'exitcode'), hasattr(t, 'pid'))
