from multiprocessing import Process

print(Process(name='a').name, Process().name)
