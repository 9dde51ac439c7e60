import { print } from 'spindle/builtins'
import { Process, currentProcess } from 'spindle/multiprocessing'

export function show() {
  print(currentProcess().name)
}

export function boss() {
  show()
  const p = new Process({ target: show })
  p.start()
  p.join()
}

export function main() {
  const p = new Process({ target: boss, name: 'boss' })
  p.start()
  p.join()
}
