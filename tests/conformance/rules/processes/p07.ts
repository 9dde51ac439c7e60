import { print } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'

export function work() {
  print('x')
  process.exit(7)
}

export function main() {
  const p = new Process({ target: work })
  p.start()
  p.join()
  print(p.exitCode)
}
