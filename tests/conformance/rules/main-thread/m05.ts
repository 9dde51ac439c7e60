import { print } from 'spindle/builtins'
import { Thread, mainThread } from 'spindle/threading'

export function second() {
  print('B')
}

export function first() {
  mainThread().join()
  print('A')
  new Thread({ target: second }).start()
}

export function main() {
  new Thread({ target: first }).start()
  print('main end')
}
