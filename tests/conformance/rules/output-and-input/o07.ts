import { input, print } from 'spindle/builtins'
import { Thread } from 'spindle/threading'

export function ask() {
  print(`got ${input('> ')}`)
}

export function main() {
  for (let number = 0; number < 2; number++) new Thread({ target: ask }).start()
}
