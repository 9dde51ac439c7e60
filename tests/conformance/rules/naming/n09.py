import multiprocessing as mp

for method in ('fork', 'spawn', 'forkserver'):
    print(mp.get_context(method).Process().name)
print(mp.Process().name)
