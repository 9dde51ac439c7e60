from threading import Thread, main_thread


def work():
    main_thread().join()
    print('main joined')


Thread(target=work).start()
print('main end')
