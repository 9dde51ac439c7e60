import { print } from 'spindle/builtins'
import { Thread, currentThread } from 'spindle/threading'

export function second(starter: Thread) {
  starter.join()
  print('B done', starter.isAlive())
}

export function first() {
  new Thread({ target: second, args: [currentThread()] }).start()
  print('A done')
}

export function main() {
  new Thread({ target: first }).start()
}
