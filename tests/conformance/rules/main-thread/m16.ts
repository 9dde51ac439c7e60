import { print } from 'spindle/builtins'
import { Event, Thread } from 'spindle/threading'

export function work() {
  new Event().wait()
}

export function main() {
  new Thread({ target: work }).start()
  print('main end')
}
