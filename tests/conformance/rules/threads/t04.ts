import { print } from 'spindle/builtins'
import { Event, Thread } from 'spindle/threading'

const go = new Event()

export function work() {
  go.wait()
}

function shown(thread: Thread) {
  return String(thread).replace(String(thread.ident), 'IDENT')
}

export function main() {
  const daemon = new Thread({ target: work, name: 'w', daemon: true })
  const plain = new Thread({ target: work })
  for (const t of [daemon, plain]) {
    print(shown(t))
    t.start()
    print(shown(t))
  }
  go.set()
  for (const t of [daemon, plain]) {
    t.join()
    print(shown(t))
  }
}
