import { print } from 'spindle/builtins'
import { Thread } from 'spindle/threading'

export class Worker extends Thread {
  override run() {
    print('before')
    super.run()
  }
}

export function work(word: string) {
  print('target', word)
}

export function main() {
  new Worker({ target: work, args: ['x'] }).start()
}
