import { KeyboardInterrupt, print, sleep } from 'spindle/builtins'
import { Event, Process } from 'spindle/multiprocessing'

export function work(ready: Event) {
  ready.set()
  sleep(30)
  print('never')
}

export function main() {
  const ready = new Event()
  const p = new Process({ target: work, args: [ready] })
  p.start()
  try {
    ready.wait()
    print('waiting')
    sleep(30)
  } catch (error) {
    if (!(error instanceof KeyboardInterrupt)) throw error
    p.join()
    print('main caught it', p.exitCode)
  }
}
