import { input, print, sleep } from 'spindle/builtins'
import { Thread } from 'spindle/threading'

export function ask() {
  input('name? ')
}

export function main() {
  const t = new Thread({ target: ask, daemon: true })
  t.start()
  sleep(0.2)
  print('main end')
}
