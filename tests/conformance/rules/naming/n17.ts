import { print } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'
import { Thread, currentThread } from 'spindle/threading'

export function child() {
  print('spawn', new Thread().name, currentThread().name)
}

export function main() {
  new Thread()
  const p = new Process({ target: child })
  p.start()
  p.join()
}
