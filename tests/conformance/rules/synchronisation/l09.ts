import { print } from 'spindle/builtins'
import { BoundedSemaphore, Semaphore } from 'spindle/threading'

export function main() {
  const semaphore = new Semaphore(1)
  semaphore.release()
  print(semaphore.acquire(false), semaphore.acquire(false))
  try {
    new BoundedSemaphore(1).release()
  } catch (error) {
    print(String(error))
  }
}
