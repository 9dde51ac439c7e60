from multiprocessing import Process


def work(word):
    for number in range(3):
        print(word, number)


if __name__ == '__main__':
    children = [Process(target=work, args=(word,)) for word in 'AB']
    for p in children:
        p.start()
    for p in children:
        p.join()
