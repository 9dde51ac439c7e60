import { print } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'
import { activeCount, currentThread, mainThread } from 'spindle/threading'

export function child() {
  print(currentThread().name, mainThread().nativeId === process.pid, activeCount())
}

export function main() {
  const p = new Process({ target: child })
  p.start()
  p.join()
}
