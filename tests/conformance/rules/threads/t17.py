from threading import Event, Thread


def work(name, may_end, next_may_end):
    may_end.wait()
    print(name, 'ends')
    next_may_end.set()


gates = [Event() for _ in range(4)]
first = Thread(target=work, args=('first', gates[2], gates[3]))
second = Thread(target=work, args=('second', gates[1], gates[2]))
third = Thread(target=work, args=('third', gates[0], gates[1]))
for t in (first, second, third):
    t.start()
gates[0].set()
for t in (first, second, third):
    t.join()
print('all joined')
