import { print } from 'spindle/builtins'
import { Array as SharedArray, Process, Value } from 'spindle/multiprocessing'

export function work(value: Value, array: SharedArray) {
  value.value = 5
  array.set(0, 9)
}

export function main() {
  const value = new Value('i', 0)
  const array = new SharedArray('i', [1, 7, 8])
  const p = new Process({ target: work, args: [value, array] })
  p.start()
  p.join()
  print(value.value, ...array, ...array.slice(1), array.length)
  try {
    array.get(3)
  } catch (error) {
    print(String(error))
  }
}
