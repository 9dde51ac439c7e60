import { print } from 'spindle/builtins'
import { Barrier, Process, Value } from 'spindle/multiprocessing'

export function count(value: Value, meet: Barrier, times: number) {
  meet.wait()
  for (let time = 0; time < times; time++) value.value += 1
}

export function countExactly(value: Value, meet: Barrier, times: number) {
  meet.wait()
  for (let time = 0; time < times; time++) {
    value.getLock().with(() => {
      value.value += 1
    })
  }
}

function total(target: typeof count, times: number) {
  const value = new Value('i', 0)
  const meet = new Barrier(2)
  const children = [1, 2].map(() => new Process({ target, args: [value, meet, times] }))
  for (const p of children) p.start()
  for (const p of children) p.join()
  return value.value
}

export function main() {
  let lost = false
  for (let round = 0; round < 10 && !lost; round++) lost = total(count, 20000) < 40000
  print('updates lost without the lock', lost)
  print('with the lock', total(countExactly, 2000))
}
