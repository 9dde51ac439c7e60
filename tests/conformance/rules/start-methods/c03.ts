import { print } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'

export function work() {
  print('never')
}

const p = new Process({ target: work })
p.start()
p.join()

export function main() {
  print('never')
}
