import { ValueError, print } from 'spindle/builtins'
import { Thread, setExceptHook } from 'spindle/threading'

setExceptHook(({ thread }) => print('in the hook', thread.isAlive()))

export function bad() {
  throw new ValueError('boom')
}

export function main() {
  const t = new Thread({ target: bad })
  t.start()
  t.join()
  print('after join', t.isAlive())
}
