from threading import Barrier, BrokenBarrierError, Thread


def wait(barrier, timeout=None):
    try:
        barrier.wait(timeout)
        print('passed')
    except BrokenBarrierError as error:
        print(f'BrokenBarrierError: {error}')


barrier = Barrier(2)
wait(barrier, 0.1)
print(barrier.broken)
wait(barrier)
barrier.reset()
print(barrier.broken)
for end in (barrier.reset, barrier.abort):
    t = Thread(target=wait, args=(barrier,))
    t.start()
    while barrier.n_waiting == 0:
        t.join(0.01)
    end()
    t.join()
print(barrier.broken)
