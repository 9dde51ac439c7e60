import { print } from 'spindle/builtins'
import { Thread } from 'spindle/threading'

export function work(word: string) {
  print(word)
}

export function main() {
  const t = new Thread({ target: work, args: ['x'] })
  t.run()
  t.start()
  t.join()
  print('main ok')
}
