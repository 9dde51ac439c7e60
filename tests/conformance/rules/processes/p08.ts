import { print } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'

export function work() {
  return 5
}

export function main() {
  const p = new Process({ target: work })
  p.start()
  print(p.join(), p.exitCode)
}
