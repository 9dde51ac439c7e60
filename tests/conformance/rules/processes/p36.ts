import { print } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'

export function work() {
  print('child')
}

export function main() {
  print('once')
  const p = new Process({ target: work })
  p.start()
  p.join()
  print('twice')
}
