import { print } from 'spindle/builtins'
import { Event, Thread } from 'spindle/threading'

const go = new Event()

export function work() {
  go.wait()
}

export function main() {
  const t = new Thread({ target: work })
  t.start()
  t.join(0)
  t.join(-5)
  print(t.isAlive())
  go.set()
  t.join()
}
