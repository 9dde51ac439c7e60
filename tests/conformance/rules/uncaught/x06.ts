import { ValueError, print } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'

export function bad() {
  throw new ValueError('boom')
}

export function main() {
  const p = new Process({ target: bad })
  p.start()
  p.join()
  print('main ok', p.exitCode)
}
