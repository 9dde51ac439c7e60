import { print } from 'spindle/builtins'
import { Thread } from 'spindle/threading'

export function work() {}

export function main() {
  const t = new Thread({ target: work }).start() as any
  print(t)
  try {
    t.join()
  } catch (error) {
    print(String(error))
  }
}
