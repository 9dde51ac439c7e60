import { print, sleep } from 'spindle/builtins'
import { Thread, mainThread } from 'spindle/threading'

export function work() {
  mainThread().join()
  print('main ended')
  sleep(10)
  print('worker end')
}

export function main() {
  new Thread({ target: work }).start()
}
