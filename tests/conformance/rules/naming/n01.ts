import { print } from 'spindle/builtins'
import { Thread } from 'spindle/threading'

export function work() {}

export function main() {
  print(new Thread({ target: work }).name, '/', new Thread({ target: work }).name)
}
