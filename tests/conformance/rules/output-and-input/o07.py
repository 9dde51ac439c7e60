from threading import Thread


def ask():
    print('got ' + input('> '), flush=True)


for _ in range(2):
    Thread(target=ask).start()
