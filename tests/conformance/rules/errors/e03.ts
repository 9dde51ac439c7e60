import { print } from 'spindle/builtins'
import { Thread, currentThread } from 'spindle/threading'

export function work() {
  try {
    currentThread().join()
  } catch (error) {
    print(String(error))
  }
}

export function main() {
  work()
  new Thread({ target: work }).start()
}
