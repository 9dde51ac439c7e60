import { print } from 'spindle/builtins'
import { Process, currentProcess } from 'spindle/multiprocessing'

export function describe() {
  const p = currentProcess()
  print(p.name, p.pid === process.pid, p.isAlive(), p.exitCode, p.daemon)
}

export function main() {
  describe()
  const p = new Process({ target: describe })
  p.start()
  p.join()
}
