import { ValueError, print } from 'spindle/builtins'
import { Thread } from 'spindle/threading'

export function bad() {
  throw new ValueError('boom')
}

export function main() {
  const t = new Thread({ target: bad })
  t.start()
  t.join()
  print('main ok', t.isAlive())
}
