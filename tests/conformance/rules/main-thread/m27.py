import signal
from threading import Thread


def work():
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    except ValueError as error:
        print(f'ValueError: {error}')


Thread(target=work).start()
