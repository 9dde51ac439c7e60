import { print, sleep } from 'spindle/builtins'
import { Queue } from 'spindle/queue'
import { Condition, Thread } from 'spindle/threading'

const condition = new Condition()
const waiting = new Queue()
const resumed = new Queue()

export function work() {
  condition.with(() => {
    waiting.put(true)
    condition.wait()
    resumed.put(true)
  })
}

export function main() {
  const threads = [1, 2, 3].map(() => new Thread({ target: work }))
  for (const t of threads) t.start()
  for (const _ of threads) waiting.get()
  condition.with(() => {
    condition.notify(2)
    sleep(0.1)
    print('while the lock is held', resumed.qsize())
  })
  resumed.get()
  resumed.get()
  sleep(0.1)
  print('more than two', resumed.qsize())
  condition.with(() => condition.notifyAll())
  for (const t of threads) t.join()
  print('after notify_all', resumed.qsize())
}
