import { print } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'

export function work() {}

export function main() {
  const p = new Process({ target: work })
  p.start()
  p.join()
  p.terminate()
  p.kill()
  p.join()
  print(p.exitCode)
}
