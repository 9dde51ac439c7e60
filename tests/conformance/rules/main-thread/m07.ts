import { print } from 'spindle/builtins'
import { Thread, mainThread } from 'spindle/threading'

export function work() {
  mainThread().join()
  print('main joined')
}

export function main() {
  new Thread({ target: work }).start()
  print('main end')
}
