import { print } from 'spindle/builtins'
import { Thread } from 'spindle/threading'

export function answer() {
  return 42
}

export function main() {
  const nothing = new Thread()
  nothing.start()
  nothing.join()
  print(nothing.isAlive())

  const t = new Thread({ target: answer })
  t.start()
  print(t.join(), 'result' in t, 'exitCode' in t, 'pid' in t)
}
