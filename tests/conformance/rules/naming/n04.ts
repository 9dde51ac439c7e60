import { print } from 'spindle/builtins'
import { Thread } from 'spindle/threading'

export function main() {
  for (const name of ['a', null, '', 7 as unknown as string]) print([new Thread({ name }).name])
  print(new Thread().name)
}
