import { print } from 'spindle/builtins'
import { Queue } from 'spindle/queue'
import { RLock, Thread } from 'spindle/threading'

const lock = new RLock()
const results = new Queue<boolean>()

export function tryIt() {
  results.put(lock.acquire(false))
}

function other() {
  const t = new Thread({ target: tryIt })
  t.start()
  t.join()
  return results.get()
}

export function main() {
  print(lock.acquire(), lock.acquire())
  print('held twice', other())
  lock.release()
  print('released once', other())
  lock.release()
  print('released twice', other())
}
