import { RuntimeError, ValueError, print } from 'spindle/builtins'
import { Thread, setExceptHook } from 'spindle/threading'

setExceptHook(() => {
  throw new RuntimeError('in hook')
})

export function bad() {
  throw new ValueError('boom')
}

export function main() {
  const t = new Thread({ target: bad })
  t.start()
  t.join()
  print('main ok')
}
