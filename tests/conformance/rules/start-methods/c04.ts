import { print } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'

let x = 1

export function work() {
  print('spawn', x)
}

export function main() {
  x = 2
  const p = new Process({ target: work })
  p.start()
  p.join()
}
