import { exit, print } from 'spindle/builtins'
import { Thread, setExceptHook } from 'spindle/threading'

setExceptHook(({ excType }) => print(excType.name))

export function work() {
  exit()
}

export function main() {
  const t = new Thread({ target: work })
  t.start()
  t.join()
}
