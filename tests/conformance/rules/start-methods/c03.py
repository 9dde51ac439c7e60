import multiprocessing as mp


def work():
    print('never')


p = mp.get_context('spawn').Process(target=work)
p.start()
p.join()
print('parent', p.exitcode)
