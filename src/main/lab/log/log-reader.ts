/**
 * Answers `log.read`: pages of the whole log, of one unit or of one process, of some streams, and searches in them. Reads
 * only the stretches of the record in which the wanted lines stand.
 */
import type { LogLine, LogPage, LogView } from '../../../contract/log'
import { readBlocks, type RecordSource } from '../record/reader'
import { LineScan, type Wanted } from './line-scan'
import type { LogIndex, LogSource } from './log-index'
import { LogSearch } from './log-search'
import type { ViewIndex } from './view-index'

export interface LogRecord extends RecordSource {
  /** Length of the record in whole blocks, as far as it can be read now or soon. */
  readonly length: number
  /** Resolves when everything below `offset` can be read. */
  written(offset: number): Promise<void>
}

/** Searches of a run that are remembered, so that their next page need not begin anew. */
const SEARCHES = 4

export class LogReader {
  readonly #log: LogIndex
  readonly #record: LogRecord
  readonly #searches = new Map<string, LogSearch>()

  constructor(log: LogIndex, record: LogRecord) {
    this.#log = log
    this.#record = record
  }

  /** A page of a view. `from` and `count` are within the view; fewer lines come at its end. */
  async read(view: LogView, from: number, count: number): Promise<LogPage> {
    if (view.streams || (view.search !== undefined && view.search !== '')) {
      return this.#search(view, view.search ?? '', from, count)
    }
    const index = view.unit === undefined ? null : (this.#log.view(view.unit) ?? null)
    if (view.unit !== undefined && !index) return { total: 0, from: 0, lines: [] }
    const total = index ? index.lines : this.#log.lines
    const first = Math.min(from, total)
    const wanted = Math.min(count, total - first)
    if (wanted === 0) return { total, from: first, lines: [] }
    const lines = index ? await this.#ofView(index, first, wanted) : await this.#ofRun(first, wanted)
    return { total, from: first, lines }
  }

  /** Lines of the run by their places (rising). */
  async at(places: readonly number[]): Promise<LogLine[]> {
    const lines: LogLine[] = []
    let rest = places
    while (rest.length > 0) {
      // What stands in the same stretch of the record is read at once.
      const checkpoint = this.#log.checkpointBefore(rest[0] ?? 0)
      const far = rest.findIndex((place) => this.#log.checkpointBefore(place) > checkpoint + 1)
      const near = new Set(far < 0 ? rest : rest.slice(0, far))
      lines.push(...(await this.scan(rest[0] ?? 0, near.size, (index) => near.has(index))))
      rest = far < 0 ? [] : rest.slice(far)
    }
    return lines
  }

  #ofRun(first: number, count: number): Promise<LogLine[]> {
    return this.scan(first, count, (index) => index >= first && index < first + count)
  }

  async #ofView(view: ViewIndex, first: number, count: number): Promise<LogLine[]> {
    const lines: LogLine[] = []
    for (const stretch of [...view.stretches(first)]) {
      if (lines.length >= count) break
      let skip = Math.max(0, first - stretch.line)
      const wanted = Math.min(stretch.lines - skip, count - lines.length)
      const belongs: Wanted = (index, source) => index >= stretch.at && isIn(view, source) && skip-- <= 0
      lines.push(...(await this.scan(stretch.at, wanted, belongs)))
    }
    return lines
  }

  /**
   * The first `count` lines at or after place `first` that are wanted. A line that was begun there and whose
   * end is far away gets its text from the index.
   */
  async scan(first: number, count: number, wanted: Wanted): Promise<LogLine[]> {
    if (this.#log.checkpoints === 0 || count === 0) return []
    const checkpoint = this.#log.checkpointAt(this.#log.checkpointBefore(first))
    let taken = 0
    const scan = new LineScan(this.#log, checkpoint, (index, source, stream) => {
      if (taken >= count || !wanted(index, source, stream)) return false
      taken += 1
      return true
    })
    const isShort = (): boolean => scan.count < count || this.#hasOpen(scan)
    let at = checkpoint.offset
    let end: number
    do {
      end = this.#record.length
      await this.#record.written(end)
      at = await readBlocks(this.#record, at, end, (process, _offset, frames) => {
        scan.block(process, frames)
        return isShort()
      })
      // The end of a line may have come while the record was being read.
    } while (isShort() && this.#record.length > end)
    return [...scan.lines()].map((line) => this.#openAsItIs(line))
  }

  #openAsItIs(line: LogLine): LogLine {
    const open = line.open ? this.#log.openLine(line.index) : undefined
    return open ? { ...line, text: open.text.toString() } : { ...line, open: false }
  }

  /** Whether reading must go on for the end of a line; the index knows most of those that are far away. */
  #hasOpen(scan: LineScan): boolean {
    for (const index of scan.openLines) {
      const late = this.#log.lateText(index)
      if (late !== undefined) scan.resolve(index, late)
      else if (!this.#log.openLine(index)) return true
    }
    return false
  }

  async #search(view: LogView, text: string, from: number, count: number): Promise<LogPage> {
    const key = `${view.unit ?? ''} ${view.streams?.toSorted().join() ?? ''} ${text.toLowerCase()}`
    const search =
      this.#searches.get(key) ?? new LogSearch(this.#log, this.#record, text, viewFilter(this.#log, view))
    this.#searches.delete(key)
    this.#searches.set(key, search)
    for (const oldest of [...this.#searches.keys()].slice(0, -SEARCHES)) this.#searches.delete(oldest)
    await search.goOn()
    const places = search.places(from, count)
    return { total: search.total, from: Math.min(from, search.total), lines: await this.at(places) }
  }
}

const isIn = (view: ViewIndex, source: LogSource): boolean =>
  source.view === view || source.processView === view

function viewFilter(log: LogIndex, { unit, streams }: LogView): Wanted {
  return (_index, source, stream) => {
    if (streams && !streams.includes(stream)) return false
    if (unit === undefined) return true
    const view = log.view(unit)
    return view !== undefined && isIn(view, source)
  }
}
