from threading import Thread, enumerate, main_thread


def work():
    main_thread().join()
    print(main_thread().is_alive(), *[t.name for t in enumerate()])


Thread(target=work, name='w').start()
