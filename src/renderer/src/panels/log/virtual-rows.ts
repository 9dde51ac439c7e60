/**
 * A list of rows that may be millions: only a pool of nodes for the rows in sight exists. Which row is at the
 * top is a number of its own; the scroll bar follows it, since a spacer as high as all rows would pass the
 * height a browser allows. Rows have one height, or (when their text is wrapped) at least that: then the
 * nodes in sight are measured, and those out of sight count as if they were not wrapped.
 */

/** Highest spacer; browsers stop at about 33 million pixels. */
const MAX_SPACE_PX = 15_000_000

export interface PlacedRow {
  readonly row: number
  readonly y: number
  readonly height: number
}

export interface VirtualRowsOptions {
  readonly scroller: HTMLElement
  /** Made as high as all rows (or as the limit); holds the nodes. */
  readonly space: HTMLElement
  readonly rowHeight: number
  makeNode(): HTMLElement
  /** Fills a node with a row. Called when the node's row or `version` has changed. */
  fill(node: HTMLElement, row: number): void
  /** Which rows are in sight, `from` included, `to` not. */
  onRange(from: number, to: number): void
  /**
   * After the nodes have been filled: the rows in sight with their places in pixels from the top in sight;
   * `height` is how much is in sight.
   */
  onPaint(rows: readonly PlacedRow[], height: number): void
  /** The person has scrolled away from the end (`false`) or to it (`true`). */
  onFollow(isFollowing: boolean): void
}

export class VirtualRows {
  readonly #options: VirtualRowsOptions
  readonly #sizes: ResizeObserver
  /** In the order of the page, which is that of the rows: what is selected over several of them reads right. */
  #nodes: HTMLElement[] = []
  /** The row that stands in the first node. */
  #firstRow = 0
  /** Row in each node, and the version it was filled at. */
  #filled: { row: number; version: number }[] = []
  #rows = 0
  #top = 0
  #height = 0
  #version = 0
  #isFollowing = true
  #frame = 0
  /** Where the scroll bar was put by us: an event there is not the person's. */
  #placedAt = 0
  #spaceIs = -1
  #isWrapped = false
  /** The top at which the last row ends with what is in sight, as far as wrapped rows have shown it. */
  #tailTop = 0

  constructor(options: VirtualRowsOptions) {
    this.#options = options
    const { scroller } = options
    scroller.addEventListener('scroll', this.#onScroll, { passive: true })
    scroller.addEventListener('wheel', this.#onWheel, { passive: false })
    scroller.addEventListener('keydown', this.#onKey)
    this.#sizes = new ResizeObserver(() => {
      this.#height = scroller.clientHeight
      this.refresh()
    })
    this.#sizes.observe(scroller)
    this.#height = scroller.clientHeight
  }

  get rows(): number {
    return this.#rows
  }

  /** Rows that fit into what is in sight, the last one perhaps in part. */
  get inSight(): number {
    return Math.ceil(this.#visible())
  }

  /** The first row in sight, perhaps in part. */
  get top(): number {
    return Math.floor(this.#top)
  }

  get isFollowing(): boolean {
    return this.#isFollowing
  }

  /** How many rows there are. Content may have changed as well. */
  setRows(rows: number): void {
    // Until they are measured, new rows at the end are taken as not wrapped.
    if (this.#tailTop > 0) this.#tailTop = Math.max(0, this.#tailTop + rows - this.#rows)
    this.#rows = rows
    this.refresh()
  }

  /** Draws anew with the next frame, all rows filled again. */
  refresh(): void {
    this.#version += 1
    this.#schedule()
  }

  follow(isFollowing: boolean): void {
    this.#isFollowing = isFollowing
    this.#schedule()
  }

  /** Whether rows may be higher than `rowHeight`. */
  wrap(isWrapped: boolean): void {
    if (this.#isWrapped === isWrapped) return
    this.#isWrapped = isWrapped
    this.#tailTop = 0
    this.refresh()
  }

  /** Brings a row into the middle and stops following. */
  show(row: number): void {
    this.#isFollowing = false
    this.#options.onFollow(false)
    this.#top = row - this.#visible() / 2
    this.#schedule()
  }

  close(): void {
    cancelAnimationFrame(this.#frame)
    this.#sizes.disconnect()
    const { scroller } = this.#options
    scroller.removeEventListener('scroll', this.#onScroll)
    scroller.removeEventListener('wheel', this.#onWheel)
    scroller.removeEventListener('keydown', this.#onKey)
  }

  #visible(): number {
    return this.#height / this.#options.rowHeight
  }

  #lastTop(): number {
    return Math.max(0, this.#rows - this.#visible(), this.#isWrapped ? this.#tailTop : 0)
  }

  #spacePx(): number {
    return Math.min(this.#rows * this.#options.rowHeight, MAX_SPACE_PX)
  }

  #isScaled(): boolean {
    return this.#rows * this.#options.rowHeight > MAX_SPACE_PX
  }

  readonly #onScroll = (): void => {
    const { scroller } = this.#options
    if (Math.abs(scroller.scrollTop - this.#placedAt) < 1) return
    const range = Math.max(1, this.#spacePx() - this.#height)
    this.#moveTo((scroller.scrollTop / range) * this.#lastTop())
  }

  readonly #onWheel = (event: WheelEvent): void => {
    if (event.ctrlKey || event.deltaY === 0) return
    // A scaled scroll bar would move thousands of rows with each notch.
    if (!this.#isScaled()) return
    event.preventDefault()
    const LINE_MODE = 1
    this.#moveTo(
      this.#top + (event.deltaMode === LINE_MODE ? event.deltaY : event.deltaY / this.#options.rowHeight),
    )
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const page = Math.max(1, this.#visible() - 1)
    const to = {
      ArrowDown: this.#top + 1,
      ArrowUp: this.#top - 1,
      PageDown: this.#top + page,
      PageUp: this.#top - page,
      Home: 0,
      End: this.#lastTop(),
    }[event.key]
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    this.#moveTo(to)
  }

  #moveTo(top: number): void {
    this.#top = Math.min(Math.max(top, 0), this.#lastTop())
    const isAtEnd = this.#top >= this.#lastTop() - 0.5
    if (isAtEnd !== this.#isFollowing) {
      this.#isFollowing = isAtEnd
      this.#options.onFollow(isAtEnd)
    }
    this.#schedule()
  }

  #schedule(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#paint())
  }

  #paint(): void {
    this.#frame = 0
    const { scroller, space } = this.#options
    if (this.#isFollowing) this.#top = this.#lastTop()
    this.#top = Math.min(Math.max(this.#top, 0), this.#lastTop())
    const spacePx = this.#spacePx()
    if (this.#spaceIs !== spacePx) space.style.height = `${spacePx}px`
    this.#spaceIs = spacePx
    const share = this.#lastTop() > 0 ? this.#top / this.#lastTop() : 0
    const scrollTop = share * Math.max(0, spacePx - this.#height)
    if (Math.abs(scroller.scrollTop - scrollTop) >= 1) scroller.scrollTop = scrollTop
    this.#placedAt = scroller.scrollTop

    this.#growPool(Math.ceil(this.#visible()) + 2)
    if (this.#isWrapped) this.#paintWrapped()
    else this.#paintPlain()
  }

  #paintPlain(): void {
    const { rowHeight, onRange, onPaint } = this.#options
    const from = Math.floor(this.#top)
    const to = Math.min(this.#rows, Math.ceil(this.#top + this.#visible()))
    onRange(from, to)
    this.#rotate(from)
    const placed: PlacedRow[] = []
    this.#nodes.forEach((node, slot) => {
      const row = from + slot
      node.hidden = row >= to
      if (row >= to) return
      this.#fill(slot, row)
      const y = (row - this.#top) * rowHeight
      node.style.transform = `translateY(${this.#placedAt + y}px)`
      placed.push({ row, y, height: rowHeight })
    })
    onPaint(placed, this.#height)
  }

  /** The nodes are filled and measured; then the rows stand from the top, or, at the end, from the bottom. */
  #paintWrapped(): void {
    const { rowHeight, onRange, onPaint } = this.#options
    const pool = this.#nodes.length
    const lastFrom = Math.max(0, this.#rows - pool)
    const from = Math.min(Math.floor(this.#top), lastFrom)
    const to = Math.min(this.#rows, from + pool)
    onRange(from, to)
    this.#rotate(from)
    this.#nodes.forEach((node, slot) => {
      node.hidden = from + slot >= to
      if (!node.hidden) this.#fill(slot, from + slot)
    })
    const heights = this.#nodes.map((node) => (node.hidden ? 0 : Math.max(rowHeight, node.offsetHeight)))
    const sum = heights.reduce((all, height) => all + height, 0)
    if (to === this.#rows) this.#tailTop = tailTop(from, heights, sum - this.#height)
    // Beyond the last top there is nothing to see.
    if (this.#isFollowing || this.#top > this.#lastTop()) this.#top = this.#lastTop()
    const first = Math.floor(this.#top)
    let y = -(this.#top - first) * (heights[first - from] ?? rowHeight)
    for (let row = first - 1; row >= from; row -= 1) y -= heights[row - from] ?? 0
    const placed: PlacedRow[] = []
    this.#nodes.forEach((node, slot) => {
      const height = heights[slot] ?? 0
      if (height === 0) return
      node.style.transform = `translateY(${this.#placedAt + y}px)`
      if (y + height > 0 && y < this.#height) placed.push({ row: from + slot, y, height })
      y += height
    })
    onPaint(placed, this.#height)
  }

  #fill(slot: number, row: number): void {
    const node = this.#nodes[slot]
    const filled = this.#filled[slot]
    if (!node || !filled || (filled.row === row && filled.version === this.#version)) return
    this.#options.fill(node, row)
    filled.row = row
    filled.version = this.#version
  }

  /** Puts nodes whose rows have left one end to the other, so that rows which stay keep their nodes. */
  #rotate(from: number): void {
    const by = from - this.#firstRow
    this.#firstRow = from
    if (Math.abs(by) >= this.#nodes.length) return
    const { space } = this.#options
    if (by > 0) {
      const gone = this.#nodes.splice(0, by)
      space.append(...gone)
      this.#nodes.push(...gone)
      this.#filled.push(...this.#filled.splice(0, by))
    } else if (by < 0) {
      const gone = this.#nodes.splice(by)
      space.prepend(...gone)
      this.#nodes.unshift(...gone)
      this.#filled.unshift(...this.#filled.splice(by))
    }
  }

  #growPool(size: number): void {
    if (this.#nodes.length >= size) return
    while (this.#nodes.length < size) {
      const node = this.#options.makeNode()
      this.#options.space.append(node)
      this.#nodes.push(node)
    }
    while (this.#filled.length < size) this.#filled.push({ row: -1, version: -1 })
  }
}

/** The top (a row and a part of it) at which `hidden` pixels of these rows are above what is in sight. */
function tailTop(from: number, heights: readonly number[], hidden: number): number {
  let left = Math.max(0, hidden)
  let row = from
  for (const height of heights) {
    if (height === 0 || left < height) return height === 0 ? row : row + left / height
    left -= height
    row += 1
  }
  return row
}
