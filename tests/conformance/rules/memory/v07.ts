import { print, sleep } from 'spindle/builtins'
import { Value } from 'spindle/multiprocessing'
import { Barrier, Thread } from 'spindle/threading'

const meet = new Barrier(2)

export function work(c: Value) {
  meet.wait()
  for (let time = 0; time < 500; time++) {
    const seen = c.value
    sleep(0)
    c.value = seen + 1
  }
}

function total() {
  const c = new Value('i', 0)
  const threads = [1, 2].map(() => new Thread({ target: work, args: [c] }))
  for (const t of threads) t.start()
  for (const t of threads) t.join()
  return c.value
}

export function main() {
  let lost = false
  for (let round = 0; round < 100 && !lost; round++) lost = total() < 1000
  print('updates lost', lost)
}
