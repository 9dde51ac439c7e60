import { print } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'

export function work() {}

export function main() {
  const p = new Process({ target: work })
  p.start()
  const pid = p.pid
  p.join()
  print(p.exitCode, p.isAlive(), p.pid === pid)
}
