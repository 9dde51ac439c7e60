import { exit, print } from 'spindle/builtins'
import { Thread } from 'spindle/threading'

export function work() {
  exit(7)
}

export function main() {
  const t = new Thread({ target: work })
  t.start()
  t.join()
  print('main goes on')
}
