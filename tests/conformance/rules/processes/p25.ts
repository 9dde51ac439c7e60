import { print, sleep } from 'spindle/builtins'
import { Event, Process, parentProcess } from 'spindle/multiprocessing'

export function grandchild(ready: Event, told: Event) {
  ready.set()
  while (parentProcess()!.isAlive()) sleep(0.02)
  told.wait()
  print('grandchild alive')
}

export function child(ready: Event, told: Event) {
  new Process({ target: grandchild, args: [ready, told] }).start()
  sleep(30)
}

export function main() {
  const ready = new Event()
  const told = new Event()
  const p = new Process({ target: child, args: [ready, told] })
  p.start()
  ready.wait()
  p.terminate()
  p.join()
  print(p.exitCode)
  told.set()
}
