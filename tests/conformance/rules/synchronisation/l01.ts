import { print } from 'spindle/builtins'
import { Lock } from 'spindle/threading'

export function main() {
  const lock = new Lock()
  print(lock.acquire(), lock.acquire(false), lock.acquire(true, 0.1), lock.locked())
}
