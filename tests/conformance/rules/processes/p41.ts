import { print } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'
import { Thread, mainThread } from 'spindle/threading'

export function child() {
  print('spawn ran')
}

export function work() {
  mainThread().join()
  const p = new Process({ target: child })
  p.start()
  p.join()
  print('spawn', p.exitCode)
}

export function main() {
  new Thread({ target: work }).start()
}
