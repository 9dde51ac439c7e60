import { print } from 'spindle/builtins'
import { Process, currentProcess } from 'spindle/multiprocessing'

export class Worker extends Process {
  result = 0

  override run() {
    this.result = 1
    print('child', this.result, currentProcess() === this, this.name)
  }
}

export function main() {
  const w = new Worker()
  w.start()
  w.join()
  print('parent', w.result)
}
