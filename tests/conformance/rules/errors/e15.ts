import { print } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'

export function work() {
  new Process().start()
}

export function main() {
  const p = new Process({ target: work, daemon: true })
  p.start()
  p.join()
  print(p.exitCode)
}
