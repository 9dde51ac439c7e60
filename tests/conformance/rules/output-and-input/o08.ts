import { input, print } from 'spindle/builtins'
import { Thread } from 'spindle/threading'

export function ask() {
  print('got', input())
}

export function main() {
  const t = new Thread({ target: ask })
  t.start()
  t.join(0.1)
  print('main runs', t.isAlive())
}
