import { print } from 'spindle/builtins'
import { Lock } from 'spindle/threading'

export function main() {
  const lock = new Lock()
  for (const [blocking, timeout] of [
    [false, 1],
    [true, -2],
    [true, 1e20],
  ] as const) {
    try {
      lock.acquire(blocking, timeout)
      print('no error')
    } catch (error) {
      print(String(error))
    }
  }
}
