import { print } from 'spindle/builtins'
import { Thread, currentThread } from 'spindle/threading'

const t = new Thread({ target: work })

export function work() {
  print(currentThread() === t)
}

export function main() {
  t.start()
}
