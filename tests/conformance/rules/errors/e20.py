from multiprocessing import Process


class Forgetful(Process):
    def __init__(self):
        pass


try:
    Forgetful().start()
except AttributeError as error:
    print(f'AttributeError: {error}')
