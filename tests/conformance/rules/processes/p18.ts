import { print } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'

export function work() {}

export function main() {
  const p = new Process({ target: work })
  p.start()
  p.join()
  p.close()
  p.close()
  print(p.name)
  print(String(p).replace(String(process.pid), 'PPID'))
}
