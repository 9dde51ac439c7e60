import { exit, print, sleep } from 'spindle/builtins'
import { Event, Process } from 'spindle/multiprocessing'

export function work(ready: Event) {
  process.on('SIGTERM', () => {
    print('cleanup')
    exit(0)
  })
  ready.set()
  sleep(30)
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
