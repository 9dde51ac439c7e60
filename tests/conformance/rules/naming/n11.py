from multiprocessing import Manager, active_children

if __name__ == '__main__':
    with Manager():
        print([(p.name, p.daemon) for p in active_children()])
