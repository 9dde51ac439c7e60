import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { endLike } from '../../../../src/main/cli/exit'
import { SignalRelay, signalName } from '../../../../src/main/cli/signals'

function relay() {
  const sent: [number, string][] = []
  const host = Object.assign(new EventEmitter(), {
    kill(pid: number, signal: NodeJS.Signals) {
      if (pid === 99 || pid === -99) throw Object.assign(new Error('kill ESRCH'), { code: 'ESRCH' })
      sent.push([pid, signal])
    },
  })
  return { host, sent, relay: new SignalRelay(host) }
}

test('keys of the terminal go to everybody in the run, a plain kill to its first process', () => {
  const { host, sent, relay: r } = relay()
  r.started(42)
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGHUP', 'SIGTERM']) host.emit(signal)
  expect(sent).toEqual([
    [-42, 'SIGINT'],
    [-42, 'SIGQUIT'],
    [-42, 'SIGHUP'],
    [42, 'SIGTERM'],
  ])
})

test('a signal that comes before the program does waits for it', () => {
  const { host, sent, relay: r } = relay()
  host.emit('SIGINT')
  expect(sent).toEqual([])
  r.started(42)
  expect(sent).toEqual([[-42, 'SIGINT']])
})

test('Ctrl-Z stops the program and us, and waking us wakes it', () => {
  const { host, sent, relay: r } = relay()
  r.started(42)
  host.emit('SIGTSTP')
  host.emit('SIGCONT')
  expect(sent).toEqual([
    [-42, 'SIGSTOP'],
    [process.pid, 'SIGSTOP'],
    [-42, 'SIGCONT'],
  ])
})

test('a program that has just ended is no error, and afterwards signals are the system’s again', () => {
  const { host, relay: r } = relay()
  r.started(99)
  host.emit('SIGTERM')
  r.close()
  expect(host.eventNames()).toEqual([])
})

function ending(exitCode: number | null) {
  const did: unknown[] = []
  endLike(exitCode, {
    pid: 7,
    kill: (pid, signal) => did.push([pid, signal]),
    exit: (code) => did.push(code),
  })
  return did
}

test.each([
  [0, [0]],
  [255, [255]],
  [null, [1]],
  [-15, [[7, 'SIGTERM']]],
  [-9, [[7, 'SIGKILL']]],
])('a program that ended with %s is followed by %j', (code, did) => expect(ending(code)).toEqual(did))

test('numbers have their names', () => {
  expect([signalName(15), signalName(2), signalName(999)]).toEqual(['SIGTERM', 'SIGINT', null])
})
