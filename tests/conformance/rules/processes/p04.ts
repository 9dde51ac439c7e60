import { print } from 'spindle/builtins'
import { Event, Process } from 'spindle/multiprocessing'

export function work(go: Event) {
  go.wait()
  print('child')
}

export function main() {
  const go = new Event()
  const p = new Process({ target: work, args: [go] })
  p.start()
  print('parent', p.isAlive())
  go.set()
}
