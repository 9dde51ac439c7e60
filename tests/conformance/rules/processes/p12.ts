import { print, sleep } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'

export function work() {
  sleep(30)
}

export function main() {
  const p = new Process({ target: work })
  p.start()
  p.kill()
  p.join()
  print(p.exitCode)
}
