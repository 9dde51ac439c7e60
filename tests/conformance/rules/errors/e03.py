from threading import Thread, current_thread


def work():
    try:
        current_thread().join()
    except RuntimeError as error:
        print(f'RuntimeError: {error}')


work()
Thread(target=work).start()
