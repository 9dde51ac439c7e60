import { print } from 'spindle/builtins'
import { Thread, enumerate, mainThread } from 'spindle/threading'

export function work() {
  mainThread().join()
  print(mainThread().isAlive(), ...enumerate().map((t) => t.name))
}

export function main() {
  new Thread({ target: work, name: 'w' }).start()
}
