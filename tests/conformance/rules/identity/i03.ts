import { print } from 'spindle/builtins'
import { Event, Process, activeChildren } from 'spindle/multiprocessing'
import { activeCount } from 'spindle/threading'

export function work(go: Event) {
  go.wait()
}

export function main() {
  const go = new Event()
  const p = new Process({ target: work, args: [go] })
  p.start()
  print(activeCount(), activeChildren().length)
  go.set()
  p.join()
}
