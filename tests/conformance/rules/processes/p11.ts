import { readFileSync } from 'node:fs'
import { print, sleep } from 'spindle/builtins'
import { Event, Process } from 'spindle/multiprocessing'

export function work(ready: Event) {
  ready.set()
  sleep(30)
}

export function main() {
  const ready = new Event()
  const p = new Process({ target: work, args: [ready] })
  p.start()
  ready.wait()
  // Stopped, it cannot die before it is asked, so that the race always ends the usual way.
  process.kill(p.pid!, 'SIGSTOP')
  while (!/^State:\tT/m.test(readFileSync(`/proc/${p.pid}/status`, 'utf8'))) sleep(0.01)
  p.terminate()
  print(p.isAlive(), p.exitCode)
  process.kill(p.pid!, 'SIGCONT')
  p.join()
  print(p.isAlive(), p.exitCode)
}
