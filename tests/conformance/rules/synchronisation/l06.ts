import { print } from 'spindle/builtins'
import { RLock, Thread } from 'spindle/threading'

const lock = new RLock()

export function release() {
  try {
    lock.release()
  } catch (error) {
    print(String(error))
  }
}

export function main() {
  release()
  lock.acquire()
  const t = new Thread({ target: release })
  t.start()
  t.join()
  lock.release()
}
