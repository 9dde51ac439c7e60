from multiprocessing import Manager

if __name__ == '__main__':
    with Manager() as manager:
        shared = manager.dict()
        shared['k'] = []
        shared['k'].append(1)
        print(shared['k'])
        item = shared['k']
        item.append(1)
        shared['k'] = item
        print(shared['k'])
