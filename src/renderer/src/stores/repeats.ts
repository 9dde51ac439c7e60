/** Repetitions as the page starts and follows them. What came out is read when there is more. */
import { defineStore } from 'pinia'
import {
  computed,
  onScopeDispose,
  shallowRef,
  toValue,
  watch,
  type MaybeRefOrGetter,
  type ShallowRef,
} from 'vue'
import type { Program } from '../../../contract/program'
import {
  MAX_TRIALS,
  MIN_TRIALS,
  USUAL_TRIALS,
  type Repeat,
  type RepeatId,
  type RepeatResult,
} from '../../../contract/repeat'
import type { RunId } from '../../../contract/run'
import { lessonFileName } from '../../../lessons/file-name'
import { useReport } from '../report'
import { runnable } from '../runnable'
import { useTransport } from '../transport/client'
import { useLab } from './lab'
import { useSettings } from './settings'
import { useUi } from './ui'

/** What is to be repeated, as it stood when the person asked for it. */
export interface RepeatDraft {
  readonly title: string
  readonly lesson: string | null
  readonly program: Program
  readonly args: readonly string[]
  /** The run whose answers are given again. */
  readonly answersOf: RunId | null
}

const COUNT_KEY = 'repeat.count'

export const useRepeats = defineStore('repeats', () => {
  const transport = useTransport()
  const lab = useLab()
  const ui = useUi()
  const settings = useSettings()

  const draft = shallowRef<RepeatDraft | null>(null)
  /** Drafts of the repetitions that this page has started, to start them again. */
  const drafts = new Map<RepeatId, RepeatDraft>()
  /** The one that goes on; there is one at a time. */
  const going = computed(() => [...lab.repeats.values()].find(({ state }) => state !== 'ended') ?? null)
  const count = computed({
    get: () => clamp(settings.page(COUNT_KEY, USUAL_TRIALS)),
    set: (value) => void settings.setPage(COUNT_KEY, clamp(value)),
  })

  /** Opens the page on which the program on the screen is repeated; on the one that goes on, if one does. */
  function prepare(): void {
    if (going.value) return ui.go({ name: 'repeat', repeat: going.value.id })
    const next = draftOfScreen()
    if (next) draft.value = next
    ui.go({ name: 'repeat', repeat: null })
  }

  function draftOfScreen(): RepeatDraft | null {
    const now = runnable.value
    if (!now) return null
    const program = now.program()
    const current = lab.current?.run.value
    const lesson = program.kind === 'file' ? null : (program.lesson ?? null)
    const isOwn = current !== undefined && current.title === titleOfProgram(program, now.title())
    return {
      title: now.title(),
      lesson,
      program,
      args: [...(now.args?.() ?? [])],
      answersOf: isOwn && current.state === 'ended' ? current.id : null,
    }
  }

  /** Starts a repetition and shows it. Rejects with a SpindleError. */
  async function start(what: RepeatDraft, times: number): Promise<void> {
    const { program, args, answersOf } = what
    const { repeat } = await transport.call('repeat.start', {
      program,
      args: [...args],
      count: clamp(times),
      speed: settings.kept.speed,
      ...(settings.kept.python ? { python: settings.kept.python } : {}),
      ...(answersOf !== null && lab.runs.has(answersOf) ? { answersOf } : {}),
    })
    drafts.set(repeat, what)
    ui.go({ name: 'repeat', repeat })
  }

  /** The program of a run that is kept, to be repeated as it was run. */
  async function draftOfRun(id: RunId): Promise<RepeatDraft> {
    const { run, source } = await transport.call('run.open', { run: id })
    const { lesson, language, title } = run
    const program: Program = {
      kind: 'text',
      name: lesson === null ? title : lessonFileName(lesson, language),
      source,
      language,
      ...(lesson === null ? {} : { lesson }),
    }
    return { title: program.name, lesson, program, args: [], answersOf: id }
  }

  /** What a repetition repeats: as it was started here, or as one of its kept runs tells. */
  async function draftOf(repeat: Repeat): Promise<RepeatDraft | null> {
    const known = drafts.get(repeat.id)
    if (known) return known
    const example = [...lab.runs.values()].find(({ run }) => run.value.repeat?.id === repeat.id)
    return example ? draftOfRun(example.run.value.id) : null
  }

  const stop = (repeat: RepeatId): Promise<null> => transport.call('repeat.stop', { repeat })
  const answer = (repeat: RepeatId, text: string): Promise<null> =>
    transport.call('repeat.answer', { repeat, text })

  return { draft, going, count, prepare, draftOfScreen, draftOfRun, draftOf, start, stop, answer }
})

const clamp = (count: number): number =>
  Math.min(Math.max(Math.round(Number.isFinite(count) ? count : USUAL_TRIALS), MIN_TRIALS), MAX_TRIALS)

/** The title a run of the program gets from the Lab. */
function titleOfProgram(program: Program, title: string): string {
  if (program.kind === 'lesson') return program.lesson
  return program.kind === 'text' ? program.name : title
}

/** How long results are gathered before they are asked for again. */
const GATHER_MS = 250

export interface ShownResult {
  readonly exact: boolean
  readonly result: RepeatResult
}

/** Follows what came out of a repetition for the life of the scope it is called in. */
export function useRepeatResult(
  repeat: MaybeRefOrGetter<Repeat | null>,
  exact: MaybeRefOrGetter<boolean>,
): Readonly<ShallowRef<ShownResult | null>> {
  const transport = useTransport()
  const report = useReport()
  const shown = shallowRef<ShownResult | null>(null)
  let shownId: RepeatId | null = null
  let wanted = ''
  let isReading = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let isOver = false

  async function read(): Promise<void> {
    const now = toValue(repeat)
    if (!now || isReading || isOver) return
    isReading = true
    const asked = wanted
    const byValues = toValue(exact)
    await report.guard(async () => {
      const result = await transport.call('repeat.read', { repeat: now.id, exact: byValues })
      if (isOver || toValue(repeat)?.id !== now.id) return
      shown.value = { exact: byValues, result }
      shownId = now.id
    })
    isReading = false
    if (wanted !== asked && !isOver) timer = setTimeout(() => void read(), GATHER_MS)
  }

  watch(
    () => {
      const now = toValue(repeat)
      return now ? `${now.id}/${now.done}/${now.state === 'ended'}/${toValue(exact)}` : ''
    },
    (next) => {
      wanted = next
      if (toValue(repeat)?.id !== shownId) shown.value = null
      void read()
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    isOver = true
    clearTimeout(timer)
  })
  return shown
}
