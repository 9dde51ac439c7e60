import type { Patch } from '../../src/contract/events'
import type { Run } from '../../src/contract/run'
import type { Unit, UnitState } from '../../src/contract/unit'
import type { LogStream } from '../../src/contract/log'
import type { Format } from '../../src/main/cli/formats'
import { Out } from '../../src/main/cli/out'

/** A run as it is told to a format. */
export const RUN: Run = {
  id: 'r1',
  language: 'typescript',
  title: 'a.ts',
  lesson: null,
  state: 'running',
  speed: 1,
  startedAtWall: 0,
  startedAt: 100,
  endedAt: null,
  exitCode: null,
  facts: { node: '24' },
  failure: null,
  logLines: 0,
  logBytes: 0,
}

export function unit(id: string, name: string, more: Partial<Unit> = {}): Patch {
  const process = id.split('.')[0]!
  const kind = !id.includes('.') ? 'process' : id.endsWith('.1') ? 'main' : 'thread'
  return {
    type: 'unit.added',
    run: 'r1',
    unit: {
      id,
      kind,
      process,
      parent: id === '1' ? null : '1.1',
      name,
      daemon: false,
      helper: false,
      pid: 42,
      tid: null,
      ppid: null,
      state: 'running',
      wait: null,
      since: 100,
      createdAt: 100,
      startedAt: null,
      startedBy: null,
      end: null,
      joined: false,
      source: null,
      ...more,
    },
  }
}

export const step = (id: string, state: UnitState, at: number): Patch => ({
  type: 'unit.changed',
  run: 'r1',
  unit: id,
  changes: { state, since: at },
  step: { at, state, wait: null },
})

/** Everything that was written, as one text in which stderr is marked. */
export function screen() {
  const written: string[] = []
  const out = new Out({
    onClosed: () => undefined,
    write: ((fd: number, bytes: Uint8Array, done: (error: null, written: number) => void) => {
      const text = Buffer.from(bytes).toString()
      written.push(fd === 2 ? `<err>${text}</err>` : text)
      done(null, bytes.length)
    }) as never,
  })
  return { out, text: () => written.join('') }
}

export function teller(format: Format) {
  let seq = 0
  return {
    batch: (...patches: Patch[]) => format.batch({ seq: (seq += 1), patches }),
    print: (id: string, text: string | Buffer, at = 0, stream: LogStream = 'out', fd?: 1 | 2) =>
      format.piece({ unit: id, stream, bytes: Buffer.from(text), at, fd }),
  }
}
