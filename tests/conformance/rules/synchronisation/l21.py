import multiprocessing as mp
import threading

thread_event = threading.Event()


def work(event, lock, semaphore, condition, barrier):
    thread_event.set()
    event.set()
    barrier.wait()
    print('child', lock.acquire(False), semaphore.acquire(False), flush=True)
    with condition:
        condition.notify()


if __name__ == '__main__':
    event, lock, semaphore = mp.Event(), mp.Lock(), mp.Semaphore(1)
    condition, barrier = mp.Condition(), mp.Barrier(2)
    lock.acquire()
    semaphore.acquire()
    p = mp.Process(target=work, args=(event, lock, semaphore, condition, barrier))
    p.start()
    with condition:
        barrier.wait()
        print('notified', condition.wait(10), flush=True)
    p.join()
    print('seen by the parent', thread_event.is_set(), event.is_set())
