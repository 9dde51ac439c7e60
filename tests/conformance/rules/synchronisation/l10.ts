import { print } from 'spindle/builtins'
import { Queue } from 'spindle/queue'
import { Event, Thread } from 'spindle/threading'

const event = new Event()
const results = new Queue<boolean>()

export function work() {
  results.put(event.wait())
}

export function main() {
  print(event.isSet(), event.wait(0.1))
  const threads = [1, 2, 3].map(() => new Thread({ target: work }))
  for (const t of threads) t.start()
  event.set()
  for (const t of threads) t.join()
  print(...threads.map(() => results.get()))
  print(event.isSet(), event.wait())
  event.clear()
  print(event.isSet())
}
