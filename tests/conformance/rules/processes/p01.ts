import { print } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'

export function main() {
  const p = new Process()
  print(p.pid, p.ident, p.exitCode, p.isAlive())
}
