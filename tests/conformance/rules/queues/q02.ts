import { print } from 'spindle/builtins'
import { Queue } from 'spindle/queue'

const queue = new Queue<number>(1)

function attempt(action: () => unknown) {
  try {
    action()
  } catch (error) {
    const { name, message } = error as Error
    print(`${name}: ${message}`)
  }
}

export function main() {
  attempt(() => queue.getNowait())
  attempt(() => queue.get(true, 0.1))
  queue.put(1)
  attempt(() => queue.putNowait(2))
  attempt(() => queue.put(2, true, 0.1))
  attempt(() => queue.get(true, -1))
  attempt(() => queue.put(2, true, -1))
}
