import { print } from 'spindle/builtins'
import { Thread } from 'spindle/threading'

export function work() {}

export function main() {
  const t = new Thread({ target: work, args: 5 as unknown as [] })
  t.start()
  t.join()
  print('main ok')
}
