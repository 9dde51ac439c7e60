import { print } from 'spindle/builtins'
import { Thread, enumerate } from 'spindle/threading'

export function work() {}

export function main() {
  const t = new Thread({ target: work })
  print(t.ident, t.nativeId, t.isAlive(), enumerate().includes(t))
}
