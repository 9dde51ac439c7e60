import { print } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'

export class Worker extends Process {
  override run() {}
}

export function work() {}

export function main() {
  print(new Process({ target: work }).name, new Worker().name)
}
