/**
 * What the Lab says: the runs, their units, and facts of the machine. Fed by the snapshot and the batches
 * after it, and by nothing else; commands go out through `actions.ts` and come back as patches.
 *
 * Order: batches are kept while a snapshot is under way and applied after it; a gap in their numbers (the
 * shell left some out for a slow page) asks for a new snapshot. A run that was there before the page is
 * opened by `open`; its batches wait in the same way.
 */
import { defineStore } from 'pinia'
import { computed, inject, ref, shallowReactive, shallowRef } from 'vue'
import type { Batch, Patch, RepeatPatch } from '../../../contract/events'
import type { LabInfo, ShellInfo } from '../../../contract/lab-info'
import type { Repeat, RepeatId } from '../../../contract/repeat'
import type { RunId } from '../../../contract/run'
import { clock } from '../clock'
import { TRANSPORT } from '../transport/client'
import { RunData, type RunPatch } from './run-data'

export type Connection = 'connecting' | 'open' | 'lost'

export const useLab = defineStore('lab', () => {
  const transport = inject(TRANSPORT)
  if (!transport) throw new Error('The lab store needs a transport.')

  const connection = ref<Connection>('connecting')
  const info = shallowRef<LabInfo | null>(null)
  const shell = shallowRef<ShellInfo | null>(null)
  /** Every run the Lab knows, oldest first. */
  const runs = shallowReactive(new Map<RunId, RunData>())
  /** Every repetition the Lab knows. */
  const repeats = shallowReactive(new Map<RepeatId, Repeat>())
  /** How many entries the history has: a repetition stands for the runs it keeps as examples. */
  const entries = computed(() => {
    const own = [...runs.values()].filter(({ run }) => !repeats.has(run.value.repeat?.id ?? ''))
    return own.length + repeats.size
  })
  const currentId = ref<RunId | null>(null)
  /** The run on the screen. */
  const current = computed(() => (currentId.value ? (runs.get(currentId.value) ?? null) : null))

  /** Number of the last batch applied; `null` while a snapshot is under way and batches are kept. */
  let seq: number | null = null
  let kept: Batch[] = []
  /** What the Lab has told of the machine since it was asked; its answer may be the older news. */
  let learnt: Partial<LabInfo> = {}
  /** Batches for runs that are being opened. */
  const opening = new Map<RunId, { seq: number; patch: RunPatch }[]>()

  const stopBatches = transport.onBatch((batch) => {
    if (seq === null) kept.push(batch)
    else receive(batch)
  })
  const stopClose = transport.onClose(() => {
    connection.value = 'lost'
  })

  function receive(batch: Batch): void {
    if (seq === null || batch.seq <= seq) return
    if (batch.seq > seq + 1) {
      kept = [batch]
      void start()
      return
    }
    seq = batch.seq
    const touched = new Set<RunData>()
    for (const patch of batch.patches) observe(patch)
    for (const patch of batch.patches) apply(batch.seq, patch, touched)
    for (const run of touched) run.settle()
  }

  /** Every time that comes with a patch has just passed. */
  function observe(patch: Patch): void {
    if (patch.type === 'unit.changed' && patch.step) clock.observe(patch.step.at)
    else if (patch.type === 'samples') clock.observe(patch.samples.at)
    else if (patch.type === 'run.added') clock.observe(patch.run.startedAt)
    else if (patch.type === 'unit.added') clock.observe(patch.unit.since)
  }

  function applyToRepeat(patch: RepeatPatch): void {
    if (patch.type === 'repeat.added') repeats.set(patch.repeat.id, patch.repeat)
    else if (patch.type === 'repeat.removed') repeats.delete(patch.repeat)
    else {
      const repeat = repeats.get(patch.repeat)
      if (repeat) repeats.set(patch.repeat, { ...repeat, ...patch.changes })
    }
  }

  function apply(number: number, patch: Patch, touched: Set<RunData>): void {
    if (isOfRepeat(patch)) return applyToRepeat(patch)
    if (patch.type === 'info.changed') return learn(patch.changes)
    if (patch.type === 'run.added') {
      const run = runs.get(patch.run.id) ?? new RunData(patch.run)
      run.run.value = patch.run
      // All that happens in it comes from here on; of one that is over (a kept trial, one brought back) nothing does.
      run.state.value = patch.run.state === 'ended' ? 'listed' : 'loaded'
      run.seq = number - 1
      runs.set(patch.run.id, run)
      return
    }
    const run = runs.get(patch.run)
    if (!run) return
    switch (patch.type) {
      case 'run.changed':
        run.run.value = { ...run.run.value, ...patch.changes }
        return
      case 'run.removed':
        runs.delete(patch.run)
        opening.delete(patch.run)
        if (currentId.value === patch.run) currentId.value = null
        return
      default:
        if (run.state.value === 'loading') opening.get(patch.run)?.push({ seq: number, patch })
        else if (run.state.value === 'loaded' && number > run.seq) {
          run.apply(patch)
          touched.add(run)
        }
    }
  }

  /** Gets a consistent picture. Called once by the entry, and again after a gap. */
  async function start(): Promise<void> {
    if (!transport) return
    seq = null
    const snapshot = await transport.call('lab.snapshot', {})
    const before = new Map(runs)
    runs.clear()
    for (const run of snapshot.runs) {
      const known = before.get(run.id)
      const data = known ?? new RunData(run)
      data.run.value = run
      runs.set(run.id, data)
      // What was loaded has missed something: it is opened anew.
      if (known && known.state.value !== 'listed') void open(run.id)
    }
    repeats.clear()
    for (const repeat of snapshot.repeats) repeats.set(repeat.id, repeat)
    seq = snapshot.seq
    connection.value = 'open'
    const later = kept
    kept = []
    for (const batch of later) receive(batch)
    // What was found meanwhile may have been in a batch that was left out.
    if (info.value?.pythons === null) void loadFacts().catch(() => undefined)
    // A page that was reloaded while something runs goes on showing it.
    const live = [...runs.values()].findLast(({ run }) => run.value.state !== 'ended')
    if (currentId.value === null && live) await show(live.run.value.id)
  }

  /** Loads all of a run that is only listed. Rejects with a SpindleError. */
  async function open(id: RunId): Promise<RunData> {
    const run = runs.get(id)
    if (!transport || !run) throw new Error(`no run ${id}`)
    run.state.value = 'loading'
    opening.set(id, [])
    try {
      const snapshot = await transport.call('run.open', { run: id })
      run.load(snapshot)
      // Not of an ended run: its clock may be that of another start of the machine.
      if (snapshot.run.state !== 'ended') {
        clock.observe(Math.max(snapshot.samples?.at ?? 0, ...snapshot.units.map(({ since }) => since)))
      }
      for (const { seq: number, patch } of opening.get(id) ?? []) if (number > snapshot.seq) run.apply(patch)
      run.settle()
    } catch (error) {
      run.state.value = 'listed'
      throw error
    } finally {
      opening.delete(id)
    }
    return run
  }

  /** Puts a run on the screen, and loads it if need be. */
  async function show(id: RunId): Promise<void> {
    currentId.value = id
    if (runs.get(id)?.state.value === 'listed') await open(id)
  }

  /** Facts of the machine and the shell. Which Pythons there are may be told later, by a patch. */
  async function loadFacts(): Promise<void> {
    if (!transport) return
    learnt = {}
    const facts = transport.call('lab.info', {})
    shell.value = await transport.call('shell.info', {})
    info.value = { ...(await facts), ...learnt }
  }

  function learn(changes: Partial<LabInfo>): void {
    learnt = { ...learnt, ...changes }
    if (info.value) info.value = { ...info.value, ...changes }
  }

  function close(): void {
    stopBatches()
    stopClose()
  }

  return {
    connection,
    info,
    shell,
    runs,
    repeats,
    entries,
    currentId,
    current,
    start,
    open,
    show,
    loadFacts,
    close,
  }
})

const isOfRepeat = (patch: Patch): patch is RepeatPatch => patch.type.startsWith('repeat.')
