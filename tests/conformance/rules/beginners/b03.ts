import { print } from 'spindle/builtins'
import { Thread } from 'spindle/threading'

export function greet(name: string) {
  print('hello', name)
}

export function main() {
  const t = new Thread({ target: greet, args: 'kim' as any })
  t.start()
  t.join()
  print('main ok')
}
