import { print } from 'spindle/builtins'
import { Process, currentProcess } from 'spindle/multiprocessing'

export function work() {
  print(currentProcess().name)
}

export function main() {
  const p = new Process({ target: work })
  p.run()
  p.start()
  p.join()
}
