import { print } from 'spindle/builtins'
import { Thread } from 'spindle/threading'

export function show(...args: unknown[]) {
  print(...args)
}

export function main() {
  for (const args of ['ab', [1, 2], new Set([3])]) {
    const t = new Thread({ target: show, args: args as unknown[] })
    t.start()
    t.join()
  }
}
