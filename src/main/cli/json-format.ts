/** Everything that happens, one JSON object a line on stdout, in the order of the clock. */
import { StringDecoder } from 'node:string_decoder'
import type { Batch, Patch } from '../../contract/events'
import type { LogStream } from '../../contract/log'
import type { Run } from '../../contract/run'
import type { Ns } from '../../contract/time'
import type { Unit, UnitId } from '../../contract/unit'
import type { OutputPiece } from '../lab/output'
import type { Format } from './formats'
import { JSON_EVENTS_VERSION, type JsonEvent } from './json-events'
import type { Out } from './out'
import { PieceQueue } from './piece-queue'

/** The facts of a unit that may change while it lives, as they are told. */
const CHANGING = ['name', 'daemon', 'pid', 'tid', 'ppid', 'joined', 'parent'] as const

export class JsonFormat implements Format {
  readonly #out: Out
  readonly #queue = new PieceQueue()
  /** A character may be cut between two pieces of a stream. */
  readonly #decoders = new Map<string, StringDecoder>()
  /** The newest time told so far: for what has no time of its own. */
  #now: Ns = 0

  constructor(out: Out) {
    this.#out = out
  }

  readonly piece = (piece: OutputPiece): void | Promise<void> => this.#queue.push(piece)

  batch(batch: Batch): void {
    const { pieces, onWritten } = this.#queue.take()
    const events = batch.patches
      .flatMap((patch) => this.#timed(this.#eventsOf(patch)))
      .concat(pieces.flatMap((piece) => this.#logOf(piece)))
      .sort((a, b) => a.at - b.at) // stable: what has one time, and what one unit prints, keeps its order
    const written = this.#tell(events)
    void Promise.resolve(written).then(onWritten)
  }

  end({ id, endedAt, exitCode, failure }: Run): void {
    this.batch({ seq: 0, patches: [] })
    for (const [key, decoder] of this.#decoders) {
      const [unit, stream] = key.split(' ') as [UnitId, LogStream] // made in #logOf
      const text = decoder.end() // bytes of a character that never came whole
      if (text) this.#tell([{ event: 'log', at: this.#now, unit, stream, text }])
    }
    this.#tell([{ event: 'exit', at: endedAt ?? this.#now, run: id, exitCode, failure }])
  }

  #timed(events: JsonEvent[]): JsonEvent[] {
    for (const { at } of events) this.#now = Math.max(this.#now, at)
    return events
  }

  #tell(events: readonly JsonEvent[]): void | Promise<void> {
    if (events.length === 0) return
    return this.#out.text(1, events.map((event) => JSON.stringify(event) + '\n').join(''))
  }

  #logOf({ unit, stream, at, bytes }: OutputPiece): JsonEvent[] {
    const key = `${unit} ${stream}`
    let decoder = this.#decoders.get(key)
    if (!decoder) this.#decoders.set(key, (decoder = new StringDecoder('utf8')))
    const text = decoder.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    this.#now = Math.max(this.#now, at)
    return text ? [{ event: 'log', at, unit, stream, text }] : []
  }

  #eventsOf(patch: Patch): JsonEvent[] {
    switch (patch.type) {
      case 'run.added':
        return [runEvent(patch.run)]
      case 'unit.added':
        return [unitEvent(patch.unit), ...endEvents(patch.unit.id, patch.unit)]
      case 'unit.changed':
        return this.#changeEvents(patch)
      case 'link.added':
        return [{ event: 'link', ...patch.link }]
      case 'samples':
        return [
          {
            event: 'sample',
            at: patch.samples.at,
            processes: [...patch.samples.processes],
            threads: [...patch.samples.threads],
          },
        ]
      case 'deadlock':
        return [{ event: 'deadlock', at: this.#now, units: [...patch.units] }]
      case 'run.changed':
      case 'run.removed':
      case 'repeat.added':
      case 'repeat.changed':
      case 'repeat.removed':
      case 'log.grew':
      case 'info.changed':
        return [] // told by `exit` and by the lines themselves
    }
  }

  #changeEvents({ unit, changes, step }: Extract<Patch, { type: 'unit.changed' }>): JsonEvent[] {
    const changed = Object.fromEntries(
      CHANGING.filter((key) => key in changes).map((key) => [key, changes[key]]),
    )
    const at = step?.at ?? changes.end?.at ?? this.#now
    return [
      ...(Object.keys(changed).length > 0 ? [{ event: 'change', at, unit, ...changed } as JsonEvent] : []),
      ...(step && !changes.end
        ? [{ event: 'state', at: step.at, unit, state: step.state, wait: step.wait } as const]
        : []),
      ...endEvents(unit, changes),
    ]
  }
}

function runEvent({ id, startedAt, title, language, speed, facts }: Run): JsonEvent {
  return {
    event: 'run',
    at: startedAt,
    version: JSON_EVENTS_VERSION,
    run: id,
    program: title,
    language,
    speed,
    facts: { ...facts },
  }
}

function unitEvent(unit: Unit): JsonEvent {
  const { id, createdAt, kind, process, parent, name, daemon, helper, pid, tid, ppid, state, source } = unit
  return {
    event: 'unit',
    at: createdAt,
    unit: id,
    kind,
    process,
    parent,
    name,
    daemon,
    pid,
    tid,
    ppid,
    helper,
    state,
    source,
  }
}

function endEvents(unit: UnitId, { end }: Pick<Partial<Unit>, 'end'>): JsonEvent[] {
  return end ? [{ event: 'end', unit, ...end }] : []
}
