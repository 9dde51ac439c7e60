import { print, sleep } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'

export function work() {
  sleep(30)
}

export function main() {
  const p = new Process({ target: work })
  p.start()
  p.terminate()
  p.join()
  try {
    p.start()
  } catch (error) {
    print(String(error))
  }
  print(p.exitCode)
}
