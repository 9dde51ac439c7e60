import { print } from 'spindle/builtins'
import { Queue } from 'spindle/queue'
import { Barrier, Thread, getNativeId, mainThread } from 'spindle/threading'

const meet = new Barrier(3)
const inside = new Queue<number>()

export function work() {
  inside.put(getNativeId())
  meet.wait()
}

export function main() {
  const threads = [1, 2].map(() => new Thread({ target: work }))
  for (const t of threads) t.start()
  meet.wait()
  const tids = new Set([inside.get(), inside.get()])
  print('main thread', mainThread().nativeId === process.pid)
  print(
    'as seen from inside',
    threads.every((t) => tids.has(t.nativeId!)),
  )
  print('unique', tids.add(mainThread().nativeId!).size)
  for (const t of threads) t.join()
}
