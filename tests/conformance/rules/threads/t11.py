from threading import Thread


def inside():
    assigned = Thread()
    assigned.daemon = False
    print('in a daemon thread', Thread().daemon, Thread(daemon=False).daemon, assigned.daemon)


assigned = Thread()
assigned.daemon = True
print('in main', Thread().daemon, Thread(daemon=True).daemon, assigned.daemon)
t = Thread(target=inside, daemon=True)
t.start()
t.join()
