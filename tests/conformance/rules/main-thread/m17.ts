import { input, print } from 'spindle/builtins'
import { Thread } from 'spindle/threading'

export function work() {
  print('got', input())
}

export function main() {
  new Thread({ target: work }).start()
  print('main end')
}
