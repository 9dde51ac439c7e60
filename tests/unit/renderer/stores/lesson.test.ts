// @vitest-environment happy-dom
import { PATIENCE } from '../../../support/patience'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createApp, nextTick, type App } from 'vue'
import * as v from 'valibot'
import { SettingsSchema, type Settings } from '../../../../src/contract/commands'
import type { RunSnapshot } from '../../../../src/contract/events'
import type { LabInfo, ShellInfo } from '../../../../src/contract/lab-info'
import type { RunFacts } from '../../../../src/lessons/facts'
import { useLab } from '../../../../src/renderer/src/stores/lab'
import { useLesson } from '../../../../src/renderer/src/stores/lesson'
import { useUi } from '../../../../src/renderer/src/stores/ui'
import { TRANSPORT } from '../../../../src/renderer/src/transport/client'
import {
  createRecordedTransport,
  type RecordedTransport,
} from '../../../../src/renderer/src/transport/recorded'
import { patchesOf } from '../../../support/patches'
import { Story } from '../../../support/run-facts'

const LAB_INFO: LabInfo = {
  spindle: '0',
  node: '24',
  electron: null,
  platform: 'linux',
  cores: 2,
  pid: 1,
  pythons: [],
  python: null,
  samples: { threadCpu: true, threadState: true, core: true, memory: true },
}
const SHELL_INFO: ShellInfo = {
  kind: 'browser',
  can: { openFileDialog: false, saveFileDialog: false, captureWindow: false, nativeMenu: false },
  locale: 'en',
}

let app: App
let transport: RecordedTransport
let settings: Settings
let story: RunFacts

/** Tells the page of a run of the lesson, as a Lab would. */
async function tell(facts: RunFacts): Promise<void> {
  story = { ...facts, run: { ...facts.run, lesson: 'thread-and-input' } }
  transport.play(...patchesOf(story))
  await useLab().show(story.run.id)
}

beforeEach(async () => {
  settings = v.parse(SettingsSchema, { locale: 'en' })
  transport = createRecordedTransport({
    'lab.snapshot': () => ({ seq: 0, runs: [], repeats: [] }),
    'lab.info': () => LAB_INFO,
    'shell.info': () => SHELL_INFO,
    'run.open': () => ({ seq: 0, source: 'as it was run' }) as unknown as RunSnapshot,
    'settings.set': ({ changes }) => (settings = { ...settings, ...(changes as Partial<Settings>) }),
    'log.read': ({ from, count }) => ({
      total: story.lines.length,
      from,
      lines: story.lines.slice(from, from + count),
    }),
  })
  app = createApp({ render: () => null })
  app.provide(TRANSPORT, transport)
  const pinia = createPinia()
  app.use(pinia)
  setActivePinia(pinia)
  app.mount(document.createElement('div'))
  await app.runWithContext(async () => {
    useUi().go({ name: 'lesson', lesson: 'thread-and-input' })
    useLesson()
    await useLab().start()
  })
})
afterEach(() => app.unmount())

const waiting = (): Story =>
  new Story()
    .thread('1.2', { name: 'searcher', tid: 101, at: 0.2 })
    .goes('1.2', 'input', 0.3)
    .prints('1.1', 'end', 0.4)
    .goes('1.1', 'exit', 0.5)

describe('the lesson on the screen', () => {
  test('has its words', async () => {
    await vi.waitFor(() => expect(useLesson().text?.choices).toHaveProperty('program-waits'), PATIENCE)
  })

  test('keeps what was predicted', async () => {
    await useLesson().predict('program-waits')
    expect(useLesson().predicted).toBe('program-waits')
    expect(settings.page['predicted.thread-and-input']).toBe('program-waits')
  })

  test('sees what happens while it happens, and points at what is next', async () => {
    const lesson = useLesson()
    await tell(waiting().facts())
    await vi.waitFor(() => expect(lesson.happened).toBe('program-waits'), PATIENCE)
    expect([...lesson.seenNow]).toEqual(['same-pid', 'main-ends-first', 'waiting-for-input'])
    expect(lesson.next?.id).toBe('answered')
    expect(useUi().highlights).toEqual([{ control: 'input' }])
    expect(lesson.isDone('thread-and-input')).toBe(false)
  })

  test('is done when the question is answered and all was seen, and says so once', async () => {
    const lesson = useLesson()
    await tell(
      waiting().prints('1.2', 'apples', 3, 'in').goes('1.2', 'running', 3).ends('1.2', 3.1).over(3.2).facts(),
    )
    await vi.waitFor(() => expect(settings.done).toEqual(['thread-and-input']), PATIENCE)
    expect(lesson.next).toBeNull()
    expect(useUi().highlights).toEqual([])
    await nextTick()
    const kept = transport.calls.filter(({ argument }) => JSON.stringify(argument).includes('"done"'))
    expect(kept).toHaveLength(1)
  })

  test('points where the person points, also after the run', async () => {
    const lesson = useLesson()
    await tell(waiting().over(3).facts())
    await vi.waitFor(() => expect(lesson.facts?.run.state).toBe('ended'), PATIENCE)
    lesson.pointedAt = lesson.lesson!.look[0]!
    await nextTick()
    expect(useUi().highlights).toEqual([
      { unit: '1.1', part: 'pid' },
      { unit: '1.2', part: 'pid' },
    ])
  })

  test('begins anew with the next run, and remembers what was seen before', async () => {
    const lesson = useLesson()
    await tell(waiting().facts())
    await vi.waitFor(() => expect(lesson.seenNow.size).toBe(3), PATIENCE)
    const again = new Story().facts()
    story = { ...again, run: { ...again.run, id: 'run-2', lesson: 'thread-and-input' } }
    transport.play(...patchesOf(story))
    await useLab().show('run-2')
    expect(lesson.seenNow.size).toBe(0)
    expect(lesson.happened).toBeNull()
    expect([...lesson.seen]).toEqual(['same-pid', 'main-ends-first', 'waiting-for-input'])
  })

  test('does not take a run of another program for its own', async () => {
    const other = waiting().facts()
    transport.play(...patchesOf({ ...other, run: { ...other.run, lesson: 'daemon-thread' } }))
    await useLab().show(other.run.id)
    expect(useLesson().run).toBeNull()
    expect(useLesson().facts).toBeNull()
  })
})
