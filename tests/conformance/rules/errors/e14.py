from multiprocessing import Process


def work():
    pass


if __name__ == '__main__':
    p = Process(target=work)
    p.start()
    p.join()
    p.close()
    actions = {
        'start': p.start,
        'join': p.join,
        'is alive': p.is_alive,
        'exit code': lambda: p.exitcode,
        'pid': lambda: p.pid,
        'terminate': p.terminate,
        'kill': p.kill,
    }
    for name, action in actions.items():
        try:
            action()
            print(name, 'no error')
        except ValueError as error:
            print(name, f'ValueError: {error}')
