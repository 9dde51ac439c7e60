import { print } from 'spindle/builtins'
import { Event, Thread } from 'spindle/threading'

const go = new Event()

export function work() {
  go.wait()
}

export function main() {
  const t = new Thread({ target: work })
  t.start()
  print(t.isAlive(), t.ident !== null)
  go.set()
  t.join()
}
