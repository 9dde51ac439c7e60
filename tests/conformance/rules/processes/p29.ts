import { print, sleep } from 'spindle/builtins'
import { Event, Process, activeChildren } from 'spindle/multiprocessing'

export function work(go: Event) {
  go.wait()
}

const names = () =>
  activeChildren()
    .map((p) => p.name)
    .sort()

export function main() {
  const [one, two] = [new Event(), new Event()]
  const first = new Process({ target: work, args: [one] })
  const second = new Process({ target: work, args: [two], daemon: true })
  new Process({ target: work, args: [one] })
  first.start()
  second.start()
  print(...names())
  one.set()
  while (activeChildren().length === 2) sleep(0.01)
  print(...names(), first.exitCode)
  two.set()
  second.join()
  print(activeChildren().length)
}
