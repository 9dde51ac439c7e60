// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { VirtualRows, type PlacedRow } from '../../../../../src/renderer/src/panels/log/virtual-rows'

const HEIGHT = 100
const ROW = 10

let rows: VirtualRows
let filled: number
let following: boolean[]
const scroller = (): HTMLElement => document.querySelector<HTMLElement>('#scroller')!
const space = (): HTMLElement => document.querySelector<HTMLElement>('#space')!
/** What a person reads from top to bottom: the nodes in the order of the page. */
const shown = (): string[] =>
  [...space().children].filter((node) => !(node as HTMLElement).hidden).map((node) => node.textContent ?? '')
const range = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, n) => `row ${from + n}`)
const frame = (): void => void vi.advanceTimersToNextFrame()

describe('a list of millions of rows', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    document.body.innerHTML = '<div id="scroller"><div id="space"></div></div>'
    Object.defineProperty(scroller(), 'clientHeight', { value: HEIGHT })
    filled = 0
    following = []
    rows = new VirtualRows({
      scroller: scroller(),
      space: space(),
      rowHeight: ROW,
      makeNode: () => document.createElement('div'),
      fill: (node, row) => {
        filled += 1
        node.textContent = `row ${row}`
      },
      onRange: () => undefined,
      onPaint: () => undefined,
      onFollow: (isFollowing) => following.push(isFollowing),
    })
  })
  afterEach(() => {
    rows.close()
    vi.useRealTimers()
  })

  it('has nodes for the rows in sight only, and follows the end', () => {
    rows.setRows(5_000_000)
    frame()
    expect(shown()).toEqual(range(4_999_990, 5_000_000))
    expect(space().children.length).toBeLessThan(20)
  })

  it('is never higher than a browser allows', () => {
    rows.setRows(5_000_000)
    frame()
    expect(Number.parseInt(space().style.height, 10)).toBeLessThan(30_000_000)
  })

  it('keeps the nodes of rows that stay, in the order they are read', () => {
    rows.setRows(100)
    frame()
    const before = filled
    rows.setRows(100)
    rows.follow(false)
    frame()
    scroller().dispatchEvent(new KeyboardEvent('keydown', { key: 'Home' }))
    frame()
    expect(shown()).toEqual(range(0, 10))
    const kept = filled
    for (let n = 0; n < 3; n += 1) {
      scroller().dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown' }))
      frame()
    }
    expect(shown()).toEqual(range(3, 13))
    expect(filled - kept).toBe(3)
    scroller().dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp' }))
    frame()
    expect(shown()).toEqual(range(2, 12))
    expect(before).toBeGreaterThan(0)
  })

  it('stops following when the person goes up, and follows again at the end', () => {
    rows.setRows(100)
    frame()
    scroller().dispatchEvent(new KeyboardEvent('keydown', { key: 'PageUp' }))
    frame()
    rows.setRows(200)
    frame()
    expect(shown()[0]).toBe('row 81')
    scroller().dispatchEvent(new KeyboardEvent('keydown', { key: 'End' }))
    frame()
    expect(shown().at(-1)).toBe('row 199')
    expect(following).toEqual([false, true])
  })

  it('draws once a frame, however often it is told that there is more', () => {
    rows.setRows(10)
    frame()
    const before = filled
    for (let n = 0; n < 1_000; n += 1) rows.setRows(10 + n)
    frame()
    expect(filled - before).toBeLessThan(15)
  })

  describe('with wrapped rows', () => {
    /** Every fourth row takes three lines. */
    const heightOf = (node: HTMLElement): number =>
      Number(node.textContent?.slice('row '.length)) % 4 === 3 ? ROW * 3 : ROW
    let painted: readonly PlacedRow[]

    beforeEach(() => {
      rows.close()
      document.body.innerHTML = '<div id="scroller"><div id="space"></div></div>'
      Object.defineProperty(scroller(), 'clientHeight', { value: HEIGHT })
      vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockImplementation(function (this: HTMLElement) {
        return heightOf(this)
      })
      rows = new VirtualRows({
        scroller: scroller(),
        space: space(),
        rowHeight: ROW,
        makeNode: () => document.createElement('div'),
        fill: (node, row) => (node.textContent = `row ${row}`),
        onRange: () => undefined,
        onPaint: (placed) => (painted = placed),
        onFollow: (isFollowing) => following.push(isFollowing),
      })
      rows.wrap(true)
    })
    afterEach(() => {
      vi.restoreAllMocks()
    })

    it('ends with the last row where the view ends', () => {
      rows.setRows(1000)
      frame()
      const last = painted.at(-1)!
      expect(last.row).toBe(999)
      expect(last.y + last.height).toBeCloseTo(HEIGHT)
    })

    it('stands row under row, without gaps', () => {
      rows.setRows(1000)
      rows.show(500)
      frame()
      for (const [index, { row, y, height }] of painted.slice(0, -1).entries()) {
        expect(painted[index + 1]!.row).toBe(row + 1)
        expect(painted[index + 1]!.y).toBeCloseTo(y + height)
      }
      expect(painted[0]!.y).toBeLessThanOrEqual(0)
      expect(painted.at(-1)!.y + painted.at(-1)!.height).toBeGreaterThanOrEqual(HEIGHT)
    })

    it('reaches the last row with the keys, and then follows', () => {
      rows.setRows(1000)
      rows.show(200)
      frame()
      scroller().dispatchEvent(new KeyboardEvent('keydown', { key: 'End', cancelable: true }))
      frame()
      expect(painted.at(-1)!.row).toBe(999)
      expect(following.at(-1)).toBe(true)
    })
  })
})
