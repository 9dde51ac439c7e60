import { argv, print, sleep } from 'spindle/builtins'
import { Event, Process, parentProcess } from 'spindle/multiprocessing'

export function work(ready: Event) {
  ready.set()
  while (parentProcess()!.isAlive()) sleep(0.02)
  print('orphan alive')
}

export function main() {
  const ready = new Event()
  new Process({ target: work, args: [ready], daemon: true }).start()
  ready.wait()
  const [how] = argv
  if (how === 'exit') process.exit(0)
  process.kill(process.pid, how === 'kill' ? 'SIGKILL' : 'SIGTERM')
  sleep(30)
}
