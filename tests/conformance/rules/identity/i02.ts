import { print } from 'spindle/builtins'
import { Event, Thread, Timer, activeCount, enumerate } from 'spindle/threading'

const go = new Event()

export function wait() {
  go.wait()
}

export function nothing() {}

export function main() {
  const live = new Thread({ target: wait })
  const daemonic = new Thread({ target: wait, daemon: true })
  const timer = new Timer(30, nothing)
  new Thread({ target: nothing })
  const ended = new Thread({ target: nothing, name: 'ended' })
  for (const t of [live, daemonic, timer, ended]) t.start()
  ended.join()
  print(
    enumerate()
      .map((t) => t.name)
      .join(', '),
  )
  print(activeCount() === enumerate().length)
  go.set()
  timer.cancel()
}
