import { print } from 'spindle/builtins'
import { Thread } from 'spindle/threading'

export function inside() {
  const assigned = new Thread()
  assigned.daemon = false
  print('in a daemon thread', new Thread().daemon, new Thread({ daemon: false }).daemon, assigned.daemon)
}

export function main() {
  const assigned = new Thread()
  assigned.daemon = true
  print('in main', new Thread().daemon, new Thread({ daemon: true }).daemon, assigned.daemon)
  const t = new Thread({ target: inside, daemon: true })
  t.start()
  t.join()
}
