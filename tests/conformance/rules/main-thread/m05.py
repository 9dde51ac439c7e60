from threading import Thread, main_thread


def second():
    print('B')


def first():
    main_thread().join()
    print('A')
    Thread(target=second).start()


Thread(target=first).start()
print('main end')
