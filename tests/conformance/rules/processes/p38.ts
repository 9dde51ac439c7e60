import { print } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'
import { Thread, activeCount, currentThread, mainThread } from 'spindle/threading'

export function child() {
  print('spawn', mainThread().name, currentThread().name, activeCount())
}

export function work() {
  const p = new Process({ target: child })
  p.start()
  p.join()
}

export function main() {
  const t = new Thread({ target: work })
  t.start()
  t.join()
}
