from threading import Thread, current_thread


def second(first):
    first.join()
    print('B done', first.is_alive())


def first():
    Thread(target=second, args=(current_thread(),)).start()
    print('A done')


Thread(target=first).start()
