import { print } from 'spindle/builtins'
import { Queue } from 'spindle/queue'
import { Event, Thread } from 'spindle/threading'

const go = new Event()
const returned = new Queue<boolean>()

export function work() {
  go.wait()
}

export function waitFor(thread: Thread) {
  thread.join()
  returned.put(thread.isAlive())
}

export function main() {
  const t = new Thread({ target: work })
  t.start()
  const joiners = [1, 2, 3].map(() => new Thread({ target: waitFor, args: [t] }))
  for (const joiner of joiners) joiner.start()
  print('returned early:', returned.qsize())
  go.set()
  for (const joiner of joiners) joiner.join()
  print('returned:', returned.qsize())
  t.join()
  t.join()
  print('main joined twice more')
}
