import { print } from 'spindle/builtins'
import { Event, Thread } from 'spindle/threading'

const go = new Event()

export function work() {
  go.wait()
}

export function main() {
  const t = new Thread({ target: work })
  t.start()
  print(t.join(0.1), t.isAlive())
  go.set()
  print(t.join(), t.isAlive())
}
