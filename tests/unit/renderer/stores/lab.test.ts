import { describe, expect, it } from 'vitest'
import type { Patch, RunSnapshot } from '../../../../src/contract/events'
import type { LabInfo, ShellInfo } from '../../../../src/contract/lab-info'
import type { Repeat } from '../../../../src/contract/repeat'
import type { Run } from '../../../../src/contract/run'
import type { Unit } from '../../../../src/contract/unit'
import { useLab } from '../../../../src/renderer/src/stores/lab'
import { at, market, marketSnapshot } from '../fixtures/market'
import { appOn } from '../support/app'

const run: Run = { ...market, id: 'r', state: 'ended', endedAt: at(1) }
const live: Run = { ...market, id: 'new', state: 'running' }
const unit = marketSnapshot.units[1]!
const added = (id: string, of = 'new'): Patch => ({ type: 'unit.added', run: of, unit: { ...unit, id } })
const renamed = (name: string, of = 'new'): Patch => ({
  type: 'unit.changed',
  run: of,
  unit: unit.id,
  changes: { name } as Partial<Unit>,
})
const emptySnapshot = (seq: number): RunSnapshot => ({
  seq,
  run,
  units: [unit],
  steps: {},
  links: [],
  lines: {},
  samples: null,
  deadlock: [],
  source: 'text',
})

describe('the lab store', () => {
  it('applies batches that came while the snapshot was under way, and only those after it', async () => {
    const { transport } = appOn({
      'lab.snapshot': () => {
        transport.send({ seq: 4, patches: [{ type: 'run.added', run: { ...live, id: 'old' } }] })
        transport.send({ seq: 5, patches: [{ type: 'run.added', run: live }] })
        return { seq: 4, runs: [run], repeats: [] }
      },
    })
    const lab = useLab()
    await lab.start()
    expect([...lab.runs.keys()]).toEqual(['r', 'new'])
  })

  it('learns of the machine what is told after the answer, and before it', async () => {
    const facts = (version: string): { pythons: LabInfo['pythons']; python: LabInfo['python'] } => {
      const python = { id: version, label: version, version, gil: 'on', startMethod: 'fork' } as const
      return { pythons: [python], python }
    }
    const unknown = { cores: 2, pythons: null, python: null } as unknown as LabInfo
    const { transport } = appOn({
      'lab.snapshot': () => ({ seq: 1, runs: [], repeats: [] }),
      'shell.info': () => ({ kind: 'browser' }) as ShellInfo,
      'lab.info': () => {
        transport.send({ seq: 2, patches: [{ type: 'info.changed', changes: facts('3.11') }] })
        return unknown
      },
    })
    const lab = useLab()
    await lab.start()
    await lab.loadFacts()
    expect(lab.info).toMatchObject({ cores: 2, python: { version: '3.11' } })
    transport.send({ seq: 3, patches: [{ type: 'info.changed', changes: facts('3.12') }] })
    expect(lab.info).toMatchObject({ cores: 2, python: { version: '3.12' } })
  })

  it('asks again what was found meanwhile when batches were left out', async () => {
    let asked = 0
    const { transport } = appOn({
      'lab.snapshot': () => ({ seq: asked === 0 ? 1 : 9, runs: [], repeats: [] }),
      'shell.info': () => ({ kind: 'browser' }) as ShellInfo,
      'lab.info': () => {
        asked += 1
        return { pythons: asked === 1 ? null : [], python: null } as unknown as LabInfo
      },
    })
    const lab = useLab()
    await lab.start()
    await lab.loadFacts()
    expect(lab.info?.pythons).toBeNull()
    transport.send({ seq: 9, patches: [] })
    await expect.poll(() => lab.info?.pythons).toEqual([])
  })

  it('asks for a new snapshot when batches were left out', async () => {
    let asked = 0
    const { transport } = appOn({
      'lab.snapshot': () => {
        asked += 1
        return { seq: asked === 1 ? 1 : 9, runs: asked === 1 ? [] : [run], repeats: [] }
      },
    })
    const lab = useLab()
    await lab.start()
    transport.send({ seq: 2, patches: [] })
    expect(asked).toBe(1)
    transport.send({ seq: 9, patches: [] })
    await expect.poll(() => lab.runs.has('r')).toBe(true)
    expect(asked).toBe(2)
    transport.send({ seq: 10, patches: [{ type: 'run.added', run: live }] })
    expect(lab.runs.has('new')).toBe(true)
  })

  it('ignores a batch that it has had already', async () => {
    const { transport } = appOn({ 'lab.snapshot': () => ({ seq: 1, runs: [], repeats: [] }) })
    const lab = useLab()
    await lab.start()
    transport.send({ seq: 2, patches: [{ type: 'run.added', run: live }, added('1.1')] })
    transport.send({ seq: 2, patches: [{ type: 'run.removed', run: 'new' }] })
    expect(lab.runs.has('new')).toBe(true)
  })

  it('builds a run that begins before its eyes from patches alone', async () => {
    const { transport } = appOn({ 'lab.snapshot': () => ({ seq: 0, runs: [], repeats: [] }) })
    const lab = useLab()
    await lab.start()
    transport.play({ type: 'run.added', run: live }, added(unit.id), renamed('renamed'), {
      type: 'log.grew',
      run: 'new',
      lines: 3,
      bytes: 30,
      units: { '1.1': 3 },
    })
    const data = lab.runs.get('new')!
    expect(data.unit(unit.id)?.name).toBe('renamed')
    expect(data.log.value).toEqual({ lines: 3, bytes: 30 })
    expect(data.lines.get('1.1')).toBe(3)
    expect(transport.calls.map(({ command }) => command)).toEqual(['lab.snapshot'])
  })

  it('follows repetitions, and loads a run they keep only when it is looked at', async () => {
    const repeat = { id: 'many', state: 'running', done: 0 } as Repeat
    const { transport } = appOn({
      'lab.snapshot': () => ({ seq: 0, runs: [], repeats: [repeat] }),
      'run.open': () => emptySnapshot(2),
    })
    const lab = useLab()
    await lab.start()
    transport.play(
      { type: 'run.added', run: { ...run, repeat: { id: 'many', trial: 1 } } },
      { type: 'repeat.changed', repeat: 'many', changes: { done: 1, state: 'ended' } },
    )
    expect(lab.repeats.get('many')).toMatchObject({ done: 1, state: 'ended' })
    expect(lab.entries).toBe(1)
    expect(lab.runs.get('r')?.state.value).toBe('listed')
    await lab.show('r')
    expect(lab.runs.get('r')?.state.value).toBe('loaded')
    transport.play({ type: 'repeat.removed', repeat: 'many' })
    expect(lab.repeats.size).toBe(0)
    expect(lab.entries).toBe(1)
  })

  it('opens a run that was there before, and applies what happened since its picture', async () => {
    const { transport } = appOn({
      'lab.snapshot': () => ({ seq: 1, runs: [run], repeats: [] }),
      'run.open': () => {
        transport.send({ seq: 2, patches: [renamed('in the picture', 'r')] })
        transport.send({ seq: 3, patches: [renamed('after the picture', 'r')] })
        return emptySnapshot(2)
      },
    })
    const lab = useLab()
    await lab.start()
    await lab.show('r')
    expect(lab.current?.unit(unit.id)?.name).toBe('after the picture')
    expect(lab.current?.source.value).toBe('text')
  })

  it('shows the run that is going on when the page was reloaded', async () => {
    appOn({
      'lab.snapshot': () => ({ seq: 1, runs: [market, run], repeats: [] }),
      'run.open': () => marketSnapshot,
    })
    const lab = useLab()
    await lab.start()
    expect(lab.currentId).toBe(market.id)
    expect(lab.current?.unit('1.3')?.name).toBe('buyer')
  })

  it('forgets a run that was removed, also on the screen', async () => {
    const { transport } = appOn({
      'lab.snapshot': () => ({ seq: 1, runs: [run], repeats: [] }),
      'run.open': () => emptySnapshot(1),
    })
    const lab = useLab()
    await lab.start()
    await lab.show('r')
    transport.seq = 1
    transport.play({ type: 'run.removed', run: 'r' })
    expect(lab.current).toBeNull()
    expect(lab.runs.size).toBe(0)
  })

  it('knows that the Lab is gone', async () => {
    const { transport } = appOn({ 'lab.snapshot': () => ({ seq: 1, runs: [], repeats: [] }) })
    const lab = useLab()
    await lab.start()
    expect(lab.connection).toBe('open')
    transport.close()
    expect(lab.connection).toBe('lost')
  })
})
