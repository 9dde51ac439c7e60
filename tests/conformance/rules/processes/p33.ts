import { print, sleep } from 'spindle/builtins'
import { Event, Process, parentProcess } from 'spindle/multiprocessing'

export function work(ready: Event) {
  print(parentProcess()!.isAlive())
  ready.set()
  for (let round = 0; round < 500 && parentProcess()!.isAlive(); round++) sleep(0.02)
  print(parentProcess()!.isAlive())
}

export function main() {
  const ready = new Event()
  new Process({ target: work, args: [ready] }).start()
  ready.wait()
  process.exit(0)
}
