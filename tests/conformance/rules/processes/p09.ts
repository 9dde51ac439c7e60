import { print } from 'spindle/builtins'
import { Event, Process } from 'spindle/multiprocessing'

export function work(go: Event) {
  go.wait()
}

export function main() {
  const go = new Event()
  const p = new Process({ target: work, args: [go] })
  p.start()
  print(p.join(0.1), p.isAlive(), p.exitCode)
  p.join(0)
  p.join(-5)
  print(p.isAlive())
  go.set()
  print(p.join(), p.join(), p.exitCode)
}
