import { print } from 'spindle/builtins'
import { Event, Thread } from 'spindle/threading'

const go = new Event()

export function work() {
  go.wait()
}

function makeDaemon(t: Thread) {
  try {
    t.daemon = true
  } catch (error) {
    print(String(error))
  }
}

export function main() {
  const t = new Thread({ target: work })
  t.start()
  makeDaemon(t)
  go.set()
  t.join()
  makeDaemon(t)
  print(t.daemon)
}
