/** What the processes of a live run tell goes into its books, and to whoever else has to do with it. */
import { FRAME } from '../../../contract/frames'
import type { Ns } from '../../../contract/time'
import type { UnitId } from '../../../contract/unit'
import { Broker } from '../broker/broker'
import type { Clock } from '../clock'
import type { LogSource, StreamNumber } from '../log/log-index'
import type { Arrivals } from './arrivals'
import type { Departures } from './departures'
import type { Entrance } from './entrance'
import type { LiveProcess, ProcessRun } from './live-process'
import type { RunBook } from './run-book'
import type { RunSignals } from './run-signals'
import { WaitHolders } from './wait-holders'

export interface ProcessNewsParts {
  readonly clock: Clock
  readonly book: RunBook
  readonly arrivals: Arrivals
  readonly departures: Departures
  readonly signals: RunSignals
  readonly entrance: () => Entrance
}

export class ProcessNews implements ProcessRun {
  readonly #parts: ProcessNewsParts
  readonly #book: RunBook
  readonly #broker: Broker
  readonly #holders: WaitHolders

  constructor(parts: ProcessNewsParts) {
    const { clock, book } = parts
    this.#parts = parts
    this.#book = book
    this.#broker = new Broker({
      clock,
      onLink: (kind, from, to, label, size) => book.tell({ fact: 'link', kind, from, to, label, size }),
    })
    this.#holders = new WaitHolders(
      (object) => this.#broker.holderOf(object),
      (id) => book.model.table.lives.get(id)?.unit,
      (unit, wait) => book.tell({ fact: 'wait', unit, wait }),
    )
  }

  beginRegion(process: number, bytes: Buffer): void {
    this.#book.beginRegion(process, bytes)
  }

  endRegion(): void {
    this.#book.endRegion()
  }

  text(
    source: LogSource,
    stream: StreamNumber,
    at: Ns,
    bytes: Buffer,
    start: number,
    payload: number,
    payloadEnd: number,
    end: number,
  ): void {
    this.#book.text(source, stream, at, bytes, start, payload, payloadEnd, end)
  }

  fact(
    process: LiveProcess,
    type: number,
    unit: number,
    at: Ns,
    payload: Uint8Array,
    start: number,
    end: number,
  ): void {
    this.#book.frame(process.number, type, unit, at, payload, start, end)
    switch (type) {
      case FRAME.state:
        this.#expect(process.entry.locals.get(unit))
        return this.#holders.stated(this.#book.idOf(process.number, unit))
      case FRAME.unit:
        this.#expect(process.entry.locals.get(unit))
        return this.#parts.entrance().admit()
      case FRAME.change:
        return this.#parts.signals.sendDue(process.entry.locals.get(unit))
      case FRAME.end:
        return this.#toldEnd(process.entry.locals.get(unit))
      case FRAME.bye:
        this.#used(process)
        return this.#parts.departures.saidBye(process)
    }
  }

  logSource(process: number, unit: number): LogSource {
    return this.#book.log.source(process, unit)
  }

  call(process: LiveProcess, unit: number, json: unknown, bytes: Uint8Array): void {
    const id = isRecord(json) ? json['id'] : undefined
    const caller = { key: process.key, unit, id: this.#book.idOf(process.number, unit) }
    const isCall = this.#broker.call(caller, json, bytes, (answer, item) =>
      process.connection.answer(unit, { id, ...answer }, item),
    )
    if (!isCall) this.defect(caller.id, 'a call that is none')
    this.#holders.touched()
  }

  processClosed(process: LiveProcess): void {
    this.#broker.processGone(process.key)
    this.#holders.touched()
    this.#parts.entrance().parentGone(process.name.pid)
    this.#parts.departures.closed(process)
  }

  defect(unit: string | null, what: string): void {
    this.#book.defect(unit, what)
  }

  /** A process died before it said a word. It may hold ends of pipes: its parent gave them to it. */
  neverHeard(key: string): void {
    this.#broker.processGone(key)
  }

  /** A parent has told of a child; from its start on the child may speak. */
  #expect(unit: UnitId | undefined): void {
    const entry = unit === undefined ? undefined : this.#book.model.table.process(unit)
    if (!entry || entry.id !== unit || entry.joined || entry.gone || entry.life.unit.state !== 'starting')
      return
    this.#parts.arrivals.expect(entry.number)
  }

  #used({ entry, peakBytes }: LiveProcess): void {
    if (peakBytes !== null) this.#book.tell({ fact: 'used', unit: entry.id, cpuNs: null, peakBytes })
  }

  #toldEnd(unit: UnitId | undefined): void {
    const entry = unit === undefined ? undefined : this.#book.model.table.process(unit)
    if (!entry || unit !== entry.id) return
    this.#parts.arrivals.unexpect(entry.number)
    this.#parts.departures.settle(entry)
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
