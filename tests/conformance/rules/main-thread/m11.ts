import { print, sleep } from 'spindle/builtins'
import { Thread } from 'spindle/threading'

export function work() {
  print('x')
  process.exit(5)
}

export function main() {
  try {
    new Thread({ target: work }).start()
    sleep(30)
    print('never')
  } finally {
    print('fin')
  }
}
