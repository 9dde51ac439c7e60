import { print } from 'spindle/builtins'
import { Barrier, Lock, Thread } from 'spindle/threading'

const meet = new Barrier(3)

export function work() {
  new Lock().with(() => meet.wait())
}

export function main() {
  const lock = new Lock()
  void lock.acquire
  print(lock.locked())

  const threads = [1, 2, 3].map(() => new Thread({ target: work }))
  for (const t of threads) t.start()
  for (const t of threads) t.join()
  print('all inside at once')
}
