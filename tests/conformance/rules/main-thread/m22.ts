import { KeyboardInterrupt, print, sleep } from 'spindle/builtins'
import { Event, Thread } from 'spindle/threading'

const interrupted = new Event()

export function work() {
  sleep(0.2)
  process.kill(process.pid, 'SIGINT')
  interrupted.wait()
  print('worker unharmed')
}

export function main() {
  const t = new Thread({ target: work })
  try {
    t.start()
    sleep(30)
    print('never')
  } catch (error) {
    if (error instanceof KeyboardInterrupt) print('main got KeyboardInterrupt')
  }
  interrupted.set()
  t.join()
}
