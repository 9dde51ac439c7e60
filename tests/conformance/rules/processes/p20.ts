import { print, sleep } from 'spindle/builtins'
import { Event, Process } from 'spindle/multiprocessing'

export function work(go: Event) {
  go.wait()
  sleep(0.2)
  print('child end')
}

export function main() {
  const go = new Event()
  new Process({ target: work, args: [go] }).start()
  print('main end')
  go.set()
}
