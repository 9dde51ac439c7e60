import { print, sleep } from 'spindle/builtins'
import { Event, Process } from 'spindle/multiprocessing'

export function work(ready: Event) {
  try {
    ready.set()
    sleep(30)
  } finally {
    print('fin')
  }
}

export function main() {
  const ready = new Event()
  const p = new Process({ target: work, args: [ready] })
  p.start()
  ready.wait()
  p.terminate()
  p.join()
  print(p.exitCode)
}
