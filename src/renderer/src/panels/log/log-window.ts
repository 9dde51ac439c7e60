/**
 * The lines of one view of a log that are in sight, and a little around them: all that the page keeps of a
 * log. Asked for by `log.read`, one request at a time; while lines are on their way the newest wish wins.
 */
import type { LogLine, LogPage } from '../../../../contract/log'

/** Lines fetched before and after those in sight. */
const MARGIN = 60
/** A log that grows faster than it is drawn is read no more often than it is drawn. */
const BETWEEN_READS_MS = 16

export class LogWindow {
  readonly #read: (from: number, count: number) => Promise<LogPage>
  readonly #onChange: () => void
  readonly #onError: (error: unknown) => void
  #from = 0
  #lines: readonly LogLine[] = []
  #total = 0
  #wanted: { from: number; to: number } = { from: 0, to: 0 }
  #isReading = false
  /** The log has grown since the lines were read. */
  #isStale = true
  #isClosed = false

  constructor(
    read: (from: number, count: number) => Promise<LogPage>,
    onChange: () => void,
    onError: (error: unknown) => void,
  ) {
    this.#read = read
    this.#onChange = onChange
    this.#onError = onError
  }

  /** Lines in the view, as far as is known. */
  get total(): number {
    return this.#total
  }

  /** Place after the last line that is here. */
  get end(): number {
    return this.#from + this.#lines.length
  }

  /** A line by its place in the view; `null` while it is not here. */
  line(index: number): LogLine | null {
    return this.#lines[index - this.#from] ?? null
  }

  /** Says which lines are in sight, `from` included, `to` not. Reads them if they are not here. */
  want(from: number, to: number): void {
    this.#wanted = { from: Math.max(0, from), to: Math.max(from, to) }
    void this.#pump()
  }

  /** The log has grown. `total`, where the caller knows it, is the view's new length. */
  grew(total?: number): void {
    if (total !== undefined) this.#total = total
    this.#isStale = true
    void this.#pump()
  }

  close(): void {
    this.#isClosed = true
  }

  #isHere(): boolean {
    const to = Math.min(this.#wanted.to, this.#total)
    if (this.#wanted.from < this.#from || to > this.#from + this.#lines.length) return false
    // The last line may have been open, or more may have come after it.
    const seesEnd = this.#from + this.#lines.length >= this.#total || this.#lines.some(({ open }) => open)
    return !(this.#isStale && seesEnd)
  }

  async #pump(): Promise<void> {
    if (this.#isReading || this.#isClosed) return
    this.#isReading = true
    try {
      // Once at first, since only an answer tells how long a narrowed view is.
      while (!this.#isClosed && (this.#total === 0 ? this.#isStale : !this.#isHere())) {
        this.#isStale = false
        const from = Math.max(0, this.#wanted.from - MARGIN)
        const page = await this.#read(from, this.#wanted.to - from + MARGIN)
        if (this.#isClosed) return
        this.#from = page.from
        this.#lines = page.lines
        this.#total = Math.max(page.total, page.from + page.lines.length)
        this.#onChange()
        // Less than was promised: what is there is all there is; a later `grew` asks again.
        if (page.lines.length === 0) break
        if (!this.#isHere()) await new Promise((next) => setTimeout(next, BETWEEN_READS_MS))
      }
    } catch (error) {
      this.#onError(error)
    } finally {
      this.#isReading = false
    }
  }
}
