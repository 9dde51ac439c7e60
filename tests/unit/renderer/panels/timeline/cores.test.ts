import { describe, expect, it } from 'vitest'
import { NS_PER_S } from '../../../../../src/contract/time'
import { coreColumns } from '../../../../../src/renderer/src/panels/timeline/core-columns'
import { CoreSamples } from '../../../../../src/renderer/src/stores/core-samples'

const at = (halfSeconds: number): number => (halfSeconds * NS_PER_S) / 2
const thread = (unit: string, core: number | null, cpuPercent: number | null) => ({ unit, core, cpuPercent })
const processOf = (unit: string): string => unit.split('.')[0] ?? unit
/** Half a second per column. */
const view = { start: 0, span: at(4) }

describe('the strip by cores', () => {
  it('shows in the row of a core who was found there since the sample before', () => {
    const samples = new CoreSamples()
    samples.add(at(1), [thread('1.1', 0, 100), thread('2.1', 1, 50)])
    samples.add(at(2), [thread('1.1', 1, 25), thread('2.1', 1, 50)])
    const { cores } = coreColumns(samples, processOf, view, 0, 4, 2)
    expect([...cores[0]!.get('1')!]).toEqual([1, 0, 0, 0])
    expect(cores[0]!.has('2')).toBe(false)
    expect([...cores[1]!.get('1')!]).toEqual([0, 0.25, 0, 0])
    expect([...cores[1]!.get('2')!]).toEqual([0.5, 0.5, 0, 0])
  })

  it('adds up the threads of a process on one core, up to all of it', () => {
    const samples = new CoreSamples()
    samples.add(at(1), [thread('1.1', 0, 60), thread('1.2', 0, 30), thread('1.3', 0, 60)])
    expect(coreColumns(samples, processOf, view, 0, 4, 1).cores[0]!.get('1')![0]).toBe(1)
  })

  it('has a row for every core of the machine, and for one beyond that was used', () => {
    const samples = new CoreSamples()
    expect(coreColumns(samples, processOf, view, 0, 4, 2).cores).toHaveLength(2)
    samples.add(at(1), [thread('1.1', 5, 10)])
    expect(coreColumns(samples, processOf, view, 0, 4, 2).cores).toHaveLength(6)
  })

  it('knows nothing where the samples have no cores', () => {
    const samples = new CoreSamples()
    samples.add(at(1), [thread('1.1', null, 80)])
    expect(samples.highestCore).toBe(-1)
    expect(samples.within(0, at(9))).toEqual([])
  })

  it('is the same from a snapshot as from the samples themselves', () => {
    const live = new CoreSamples()
    const loaded = new CoreSamples()
    live.add(at(1), [thread('1.1', 0, 100), thread('2.1', 1, 50)])
    live.add(at(2), [thread('1.1', 1, 25), thread('2.1', 0, 0)])
    loaded.load({
      '1.1': [
        [at(1), 0, 100],
        [at(2), 1, 25],
      ],
      '2.1': [[at(1), 1, 50]],
    })
    expect(loaded.within(0, at(9))).toEqual(live.within(0, at(9)))
  })

  it('says nothing of a gap in which nobody looked', () => {
    const samples = new CoreSamples()
    samples.add(at(1), [thread('1.1', 0, 50)])
    samples.add(at(20), [thread('1.1', 0, 50)])
    const [, late] = samples.within(0, at(30))
    expect(late!.from).toBe(at(18))
  })
})
