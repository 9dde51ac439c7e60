import { ValueError, print } from 'spindle/builtins'
import { Lock, Thread } from 'spindle/threading'

const withLock = new Lock()
const held = new Lock()
const bare = new Lock()

export function withStatement() {
  withLock.with(() => {
    throw new ValueError('boom')
  })
}

export function usingStatement() {
  using _ = held.hold()
  throw new ValueError('boom')
}

export function acquire() {
  bare.acquire()
  throw new ValueError('boom')
}

export function main() {
  for (const target of [withStatement, usingStatement, acquire]) {
    const t = new Thread({ target })
    t.start()
    t.join()
  }
  print(withLock.locked() || held.locked(), bare.locked())
}
