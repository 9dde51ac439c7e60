import { print } from 'spindle/builtins'
import { SIGINT, signal } from 'spindle/signal'
import { Thread } from 'spindle/threading'

export function work() {
  try {
    signal(SIGINT, 'ignore')
  } catch (error) {
    print(String(error))
  }
}

export function main() {
  new Thread({ target: work }).start()
}
