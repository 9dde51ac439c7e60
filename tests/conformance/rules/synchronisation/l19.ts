import { print } from 'spindle/builtins'
import { BoundedSemaphore, Condition, Lock, RLock, Semaphore } from 'spindle/multiprocessing'

function attempt(action: () => unknown) {
  try {
    action()
    print('no error')
  } catch (error) {
    print(String(error))
  }
}

export function main() {
  attempt(() => new Lock().release())
  attempt(() => new BoundedSemaphore(1).release())
  attempt(() => new RLock().release())
  attempt(() => new Condition().release())
  attempt(() => new Condition().wait())
  attempt(() => new Condition().notify())
  attempt(() => new Semaphore(1).release())
}
