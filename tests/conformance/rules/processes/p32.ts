import { print } from 'spindle/builtins'
import { Process, parentProcess } from 'spindle/multiprocessing'

export function describe(pid: number) {
  const parent = parentProcess()!
  print(parent.name, parent.pid === pid && pid === process.ppid, parent.isAlive())
}

export function main() {
  print(parentProcess())
  const p = new Process({ target: describe, args: [process.pid] })
  p.start()
  p.join()
}
