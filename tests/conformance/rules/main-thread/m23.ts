import { KeyboardInterrupt, print, sleep } from 'spindle/builtins'
import { Queue } from 'spindle/queue'
import { Event, Lock } from 'spindle/threading'

export function main() {
  const lock = new Lock()
  lock.acquire()
  const waits: Record<string, () => unknown> = {
    sleep: () => sleep(30),
    lock: () => lock.acquire(),
    'lock with a time': () => lock.acquire(true, 30),
    event: () => new Event().wait(),
    'event with a time': () => new Event().wait(30),
    queue: () => new Queue().get(),
  }
  for (const [name, wait] of Object.entries(waits)) {
    try {
      print('waiting in', name)
      wait()
      print('never')
    } catch (error) {
      if (error instanceof KeyboardInterrupt) print('interrupted')
    }
  }
}
