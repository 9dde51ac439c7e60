/** A run of many lanes that is going on: processes of twenty threads, each with the same number of steps. */
import { monotonic } from './played-lab.js'

const THREADS_PER_PROCESS = 20
const STATES = ['running', 'sleeping', 'running', 'lock', 'running', 'queue', 'running', 'join']

const unit = (id, kind, process, parent, name, at) => ({
  id,
  kind,
  process,
  parent,
  name,
  daemon: false,
  helper: false,
  pid: 1000 + Number(process),
  tid: kind === 'process' ? null : 5000 + Number(id.replace('.', '')),
  ppid: kind === 'process' ? 999 : null,
  state: 'running',
  wait: null,
  since: at,
  createdAt: at,
  startedAt: at,
  startedBy: 'program',
  end: null,
  joined: false,
  source: { file: 'many.ts', line: 3 },
})

const waitFor = (state, id) =>
  state === 'lock' || state === 'queue'
    ? { label: state, object: state }
    : state === 'join'
      ? { label: id }
      : null

/** Lanes and `segments` steps in all, over the last `seconds`. */
export function manyLanes({ lanes, segments, seconds, links = 2_000 }) {
  const now = monotonic()
  const startedAt = now - seconds * 1e9
  const units = []
  const steps = {}
  const threads = []
  for (let p = 1; threads.length < lanes; p += 1) {
    const process = String(p)
    units.push(unit(process, 'process', process, p === 1 ? null : '1.1', `worker-${p}`, startedAt))
    steps[process] = [{ at: startedAt, state: 'running', wait: null }]
    for (let t = 1; t <= THREADS_PER_PROCESS && threads.length < lanes; t += 1) {
      const id = `${p}.${t}`
      units.push(
        unit(
          id,
          t === 1 ? 'main' : 'thread',
          process,
          `${p}.1`,
          t === 1 ? 'MainThread' : `Thread-${t}`,
          startedAt,
        ),
      )
      threads.push(id)
    }
  }
  const each = Math.round(segments / lanes)
  const length = (seconds * 1e9) / each
  threads.forEach((id, lane) => {
    steps[id] = Array.from({ length: each }, (_, n) => {
      const state = STATES[(n + lane) % STATES.length]
      // No two lanes in step: every column of pixels has its own picture.
      const at = startedAt + n * length * (0.8 + (0.2 * ((lane * 37) % 100)) / 100)
      return { at, state, wait: waitFor(state, id) }
    })
  })
  const snapshot = {
    run: {
      id: 'many-lanes',
      language: 'typescript',
      title: 'many.ts',
      lesson: null,
      state: 'running',
      speed: 1,
      startedAtWall: Date.now(),
      startedAt,
      endedAt: null,
      exitCode: null,
      facts: { gil: 'off', cores: 2 },
      failure: null,
      logLines: 0,
      logBytes: 0,
    },
    units,
    steps,
    links: Array.from({ length: links }, (_, n) => ({
      kind: ['handover', 'message', 'start', 'join'][n % 4],
      at: startedAt + (n / links) * seconds * 1e9,
      from: threads[(n * 7) % threads.length],
      to: threads[(n * 7 + 1 + (n % 5)) % threads.length],
      label: 'lock',
    })),
    lines: {},
    samples: null,
    deadlock: [],
    source: '',
  }
  let turn = 0
  /** The changes of `count` of the threads, just now. */
  const changes = (count) =>
    Array.from({ length: count }, () => {
      const id = threads[turn++ % threads.length]
      const state = STATES[turn % STATES.length]
      const at = monotonic()
      const wait = waitFor(state, id)
      return {
        type: 'unit.changed',
        run: snapshot.run.id,
        unit: id,
        changes: { state, wait, since: at },
        step: { at, state, wait },
      }
    })
  return { snapshot, changes }
}
