import { print } from 'spindle/builtins'
import { Semaphore } from 'spindle/threading'

function attempt(action: () => unknown) {
  try {
    action()
  } catch (error) {
    print(String(error))
  }
}

export function main() {
  const semaphore = new Semaphore(2)
  print(...[1, 2, 3].map(() => semaphore.acquire(false)), semaphore.acquire(true, 0.1))
  attempt(() => new Semaphore(-1))
  attempt(() => semaphore.release(0))
  attempt(() => semaphore.acquire(false, 1))
}
