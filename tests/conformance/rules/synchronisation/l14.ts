import { print } from 'spindle/builtins'
import { Queue } from 'spindle/queue'
import { Barrier, Thread } from 'spindle/threading'

const rounds = [new Queue<number>(), new Queue<number>()]
const barrier = new Barrier(3, action)

export function action() {
  print('action')
}

export function work() {
  for (const results of rounds) results.put(barrier.wait())
}

export function main() {
  const threads = [1, 2, 3].map(() => new Thread({ target: work }))
  for (const t of threads) t.start()
  for (const t of threads) t.join()
  for (const results of rounds) print(...threads.map(() => results.get()).sort())
  print(barrier.parties, barrier.nWaiting, barrier.broken)
}
