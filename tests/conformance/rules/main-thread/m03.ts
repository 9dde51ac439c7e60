import { print, sleep } from 'spindle/builtins'
import { Event, Thread } from 'spindle/threading'

const running = new Event()

export function work() {
  try {
    running.set()
    sleep(30)
    print('never')
  } finally {
    print('fin')
  }
}

export function main() {
  new Thread({ target: work, daemon: true }).start()
  running.wait()
  print('main end')
}
