import { print } from 'spindle/builtins'
import { Event, Thread } from 'spindle/threading'

const go = new Event()

export function work() {
  go.wait()
}

function startAgain(t: Thread) {
  try {
    t.start()
    print('no error')
  } catch (error) {
    print(String(error))
  }
}

export function main() {
  const t = new Thread({ target: work })
  t.start()
  startAgain(t)
  go.set()
  t.join()
  startAgain(t)
}
