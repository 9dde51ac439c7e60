import { ValueError, print } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'
import { Thread } from 'spindle/threading'

export function bad() {
  throw new ValueError('boom')
}

export function child() {
  new Thread({ target: bad }).start()
}

export function main() {
  const p = new Process({ target: child })
  p.start()
  p.join()
  print(p.exitCode)
}
