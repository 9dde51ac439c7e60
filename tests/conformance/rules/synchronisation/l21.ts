import { print } from 'spindle/builtins'
import { Barrier, Condition, Event, Lock, Process, Semaphore } from 'spindle/multiprocessing'
import { Event as ThreadEvent } from 'spindle/threading'

const threadEvent = new ThreadEvent()

export function work(event: Event, lock: Lock, semaphore: Semaphore, condition: Condition, barrier: Barrier) {
  threadEvent.set()
  event.set()
  barrier.wait()
  print('child', lock.acquire(false), semaphore.acquire(false))
  condition.with(() => condition.notify())
}

export function main() {
  const event = new Event()
  const lock = new Lock()
  const semaphore = new Semaphore(1)
  const condition = new Condition()
  const barrier = new Barrier(2)
  lock.acquire()
  semaphore.acquire()
  const p = new Process({ target: work, args: [event, lock, semaphore, condition, barrier] })
  p.start()
  condition.with(() => {
    barrier.wait()
    print('notified', condition.wait(10))
  })
  p.join()
  print('seen by the parent', threadEvent.isSet(), event.isSet())
}
