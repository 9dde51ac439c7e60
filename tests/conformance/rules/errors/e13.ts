import { print } from 'spindle/builtins'
import { Event, Process } from 'spindle/multiprocessing'

export function work(go: Event) {
  go.wait()
}

export function main() {
  const go = new Event()
  const p = new Process({ target: work, args: [go] })
  p.start()
  try {
    p.close()
  } catch (error) {
    print(String(error))
  }
  go.set()
  p.join()
}
