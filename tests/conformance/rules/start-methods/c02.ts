import { print } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'

print('top')

export function work() {
  print('spawn')
}

export function main() {
  const p = new Process({ target: work })
  p.start()
  p.join()
}
