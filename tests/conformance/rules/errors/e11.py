from multiprocessing import Process

p = Process()
for action in (p.terminate, p.kill):
    try:
        action()
    except AttributeError as error:
        print(f'AttributeError: {error}')
