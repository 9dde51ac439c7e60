import { print } from 'spindle/builtins'
import { Process, parentProcess } from 'spindle/multiprocessing'

export function work(pid: number) {
  const parent = parentProcess()!
  print('spawn', process.ppid === parent.pid, parent.pid === pid, parent.name)
}

export function main() {
  const p = new Process({ target: work, args: [process.pid] })
  p.start()
  p.join()
}
