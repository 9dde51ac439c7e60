import { print } from 'spindle/builtins'
import { Thread, Timer } from 'spindle/threading'

export class Worker extends Thread {
  override run() {}
}

export function work() {}

export function main() {
  print(new Thread().name, new Timer(1, work).name, new Thread({ target: null }).name, new Worker().name)
}
