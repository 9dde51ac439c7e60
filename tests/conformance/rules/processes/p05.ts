import { ValueError, print } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'

export function work() {
  throw new ValueError('boom')
}

export function main() {
  const p = new Process({ target: work })
  p.start()
  p.join()
  print(p.exitCode)
}
