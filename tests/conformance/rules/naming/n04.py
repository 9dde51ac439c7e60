from threading import Thread

for name in ('a', None, '', 7):
    print([Thread(name=name).name])
print(Thread().name)
