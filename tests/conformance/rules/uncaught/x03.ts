import { ValueError, print } from 'spindle/builtins'
import { Thread, setExceptHook } from 'spindle/threading'

setExceptHook(({ excType, excValue, thread }) =>
  print(excType.name, (excValue as Error).message, thread.name),
)

export function bad() {
  throw new ValueError('boom')
}

export function main() {
  const t = new Thread({ target: bad })
  t.start()
  t.join()
}
