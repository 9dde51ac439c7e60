import { print } from 'spindle/builtins'
import { Thread, currentThread } from 'spindle/threading'

export function work() {
  print(currentThread().name)
}

export function main() {
  const t = new Thread({ target: work })
  t.run()
  print(t.isAlive(), t.ident)
}
