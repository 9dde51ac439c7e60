import { print } from 'spindle/builtins'
import { Event, Process } from 'spindle/multiprocessing'

export function work(go: Event) {
  go.wait()
}

function startAgain(p: Process) {
  try {
    p.start()
  } catch (error) {
    print(String(error))
  }
}

export function main() {
  const go = new Event()
  const p = new Process({ target: work, args: [go] })
  p.start()
  startAgain(p)
  go.set()
  p.join()
  startAgain(p)
}
