from multiprocessing import Pipe

receiver, sender = Pipe(False)
for action in (lambda: receiver.send(1), sender.recv):
    try:
        action()
    except OSError as error:
        print(f'OSError: {error}')
sender.send('one way')
print(receiver.recv())
