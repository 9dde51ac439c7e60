import { describe, expect, it } from 'vitest'
import { NS_PER_MS } from '../../../../src/contract/time'
import { Prints } from '../../../../src/renderer/src/stores/prints'

describe('when a unit printed how much', () => {
  it('adds what comes within a frame to one entry', () => {
    const prints = new Prints()
    prints.add(0, 3)
    prints.add(10 * NS_PER_MS, 2)
    prints.add(40 * NS_PER_MS, 1)
    expect([prints.length, prints.lines(0), prints.lines(1)]).toEqual([2, 5, 1])
  })

  it('finds the first entry in sight', () => {
    const prints = new Prints()
    for (const ms of [0, 100, 200]) prints.add(ms * NS_PER_MS, 1)
    expect(prints.firstAt(100 * NS_PER_MS)).toBe(1)
    expect(prints.firstAt(201 * NS_PER_MS)).toBe(3)
  })

  it('keeps every line of a long run in a bounded number of entries, from its beginning on', () => {
    const prints = new Prints()
    const times = 20_000
    for (let n = 0; n < times; n += 1) prints.add(n * 20 * NS_PER_MS, 1)
    expect(prints.length).toBeLessThanOrEqual(4_096)
    expect(prints.at(0)).toBe(0)
    let lines = 0
    for (let index = 0; index < prints.length; index += 1) lines += prints.lines(index)
    expect(lines).toBe(times)
  })

  it('takes nothing for no lines', () => {
    const prints = new Prints()
    prints.add(5, 0)
    expect(prints.length).toBe(0)
  })
})
