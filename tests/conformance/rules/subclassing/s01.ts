import { print } from 'spindle/builtins'
import { Thread } from 'spindle/threading'

export class Worker extends Thread {
  result = 0

  override run() {
    this.result = 42
  }
}

export function main() {
  for (const w of [new Worker({ target: print, args: ['never'] }), new Worker()]) {
    w.start()
    w.join()
    print(w.name, w.result)
  }
}
