import { print } from 'spindle/builtins'
import { Event, Thread } from 'spindle/threading'

const go = new Event()

export function work() {
  go.wait()
  print('thread still finished')
}

export function main() {
  const t = new Thread({ target: work })
  t.start()
  t.join(0.1)
  print('gave up')
  go.set()
}
