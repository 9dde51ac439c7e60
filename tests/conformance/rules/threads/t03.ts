import { print } from 'spindle/builtins'
import { Thread, enumerate } from 'spindle/threading'

export function work() {}

export function main() {
  const t = new Thread({ target: work })
  t.start()
  t.join()
  print(t.isAlive(), t.ident !== null, enumerate().includes(t), t.name)
}
