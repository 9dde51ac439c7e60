import { print } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'

let x = 1
const numbers: number[] = []

export function change() {
  x = 2
  numbers.push(1)
  print('child', x, numbers.length)
}

export function main() {
  const p = new Process({ target: change })
  p.start()
  p.join()
  print('parent', x, numbers.length)
}
