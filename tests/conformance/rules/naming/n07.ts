import { print } from 'spindle/builtins'
import { Process, currentProcess } from 'spindle/multiprocessing'

export function show(depth: number) {
  print(currentProcess().name)
  for (let number = 0; number < depth; number++) {
    const p = new Process({ target: show, args: [depth - 1] })
    p.start()
    p.join()
  }
}

export function main() {
  const p = new Process({ target: show, args: [2] })
  p.start()
  p.join()
}
