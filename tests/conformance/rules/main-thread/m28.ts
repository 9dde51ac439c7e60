import { print, sleep } from 'spindle/builtins'
import { Thread } from 'spindle/threading'

export function work() {
  sleep(30)
}

export function main() {
  new Thread({ target: work }).start()
  try {
    process.kill(process.pid, 'SIGTERM')
    sleep(30)
  } finally {
    print('fin')
  }
}
