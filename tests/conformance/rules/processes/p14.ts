import { print, sleep } from 'spindle/builtins'
import { Event, Process } from 'spindle/multiprocessing'

export function work(ready: Event) {
  process.on('SIGTERM', () => {})
  ready.set()
  sleep(30)
}

export function main() {
  const ready = new Event()
  const p = new Process({ target: work, args: [ready] })
  p.start()
  ready.wait()
  p.terminate()
  p.join(0.3)
  print(p.isAlive(), p.exitCode)
  p.kill()
  p.join()
  print(p.isAlive(), p.exitCode)
}
