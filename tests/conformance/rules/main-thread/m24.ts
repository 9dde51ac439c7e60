import { KeyboardInterrupt, print, sleep } from 'spindle/builtins'
import { Thread, mainThread } from 'spindle/threading'

export function work() {
  mainThread().join()
  sleep(0.3)
  print('thread end')
}

export function main() {
  const t = new Thread({ target: work })
  t.start()
  try {
    print('joining')
    t.join()
  } catch (error) {
    if (error instanceof KeyboardInterrupt) print('interrupted', t.isAlive())
  }
}
