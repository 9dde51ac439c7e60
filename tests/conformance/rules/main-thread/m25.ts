import { print, sleep } from 'spindle/builtins'
import { Thread, mainThread } from 'spindle/threading'

export function work() {
  mainThread().join()
  print('worker end')
}

export function main() {
  new Thread({ target: work }).start()
  print('sleeping')
  sleep(30)
  print('never')
}
