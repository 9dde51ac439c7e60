import { print } from 'spindle/builtins'
import { Barrier, BrokenBarrierError, Thread } from 'spindle/threading'

export function wait(barrier: Barrier, timeout: number | null) {
  try {
    barrier.wait(timeout)
    print('passed')
  } catch (error) {
    if (error instanceof BrokenBarrierError) print(`${error.name}: ${error.message}`)
  }
}

export function main() {
  const barrier = new Barrier(2)
  wait(barrier, 0.1)
  print(barrier.broken)
  wait(barrier, null)
  barrier.reset()
  print(barrier.broken)
  for (const end of [() => barrier.reset(), () => barrier.abort()]) {
    const t = new Thread({ target: wait, args: [barrier, null] })
    t.start()
    while (barrier.nWaiting === 0) t.join(0.01)
    end()
    t.join()
  }
  print(barrier.broken)
}
