from threading import Barrier, Thread


def work(number):
    print('start', number)
    meet.wait()
    print('end', number)


def separately():
    for number in range(2):
        t = Thread(target=work, args=(number,))
        t.start()
        t.join()


def together():
    threads = [Thread(target=work, args=(number,)) for number in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()


meet = Barrier(1)
print('one loop')
separately()
meet = Barrier(2)
print('two loops')
together()
