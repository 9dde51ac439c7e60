import { print } from 'spindle/builtins'
import { Thread, currentThread } from 'spindle/threading'

export function work(): any {
  print('work in', currentThread().name)
}

export function main() {
  const t = new Thread({ target: work() })
  t.start()
  t.join()
  print(t.name, 'did nothing')
}
