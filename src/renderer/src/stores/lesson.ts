/**
 * The lesson on the screen: its words, what the person predicted, what really happened in the run, and what
 * was seen so far. What was seen and predicted is kept between sessions.
 */
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { lessonById } from '../../../lessons'
import type { Lesson, LookAt, Spot } from '../../../lessons/lesson'
import { lessonTexts, type LessonText } from '../../../lessons/text'
import { locale } from '../i18n'
import { useReport } from '../report'
import { useTransport } from '../transport/client'
import { useLab } from './lab'
import { useRunFacts } from './run-facts'
import { useSettings } from './settings'
import { useUi, type Highlight } from './ui'

export const useLesson = defineStore('lesson', () => {
  const transport = useTransport()
  const lab = useLab()
  const ui = useUi()
  const settings = useSettings()
  const report = useReport()

  const lesson = computed<Lesson | null>(() => {
    if (ui.view.name === 'free-lab') return lessonById('free-lab')
    return ui.view.name === 'lesson' ? lessonById(ui.view.lesson) : null
  })

  const texts = shallowRef<Readonly<Record<string, LessonText>>>({})
  watch(
    locale,
    (wanted) =>
      report.guard(async () => {
        const read = await lessonTexts(wanted)
        if (locale.value === wanted) texts.value = read
      }),
    { immediate: true },
  )
  const text = computed<LessonText | null>(() => (lesson.value && texts.value[lesson.value.id]) ?? null)

  /** The run on the screen, when it is one of this lesson. */
  const run = computed(() => {
    const current = lab.current
    return current && lesson.value && current.run.value.lesson === lesson.value.id ? current : null
  })
  const isRunning = computed(() => run.value !== null && run.value.run.value.state !== 'ended')
  const facts = useRunFacts({ transport, run, onError: report.error })

  /** Ids of what has happened in the run on the screen. Nothing that was seen is unseen again. */
  const seenNow = shallowRef<ReadonlySet<string>>(new Set())
  watch(run, () => (seenNow.value = new Set()), { flush: 'sync' })
  watch(facts, (known) => {
    if (!known || !lesson.value) return
    const more = lesson.value.look.filter(({ id, happened }) => !seenNow.value.has(id) && happened(known))
    if (more.length === 0) return
    seenNow.value = new Set([...seenNow.value, ...more.map(({ id }) => id)])
    keepSeen(lesson.value, seenNow.value)
  })

  const seenKey = (id: string): string => `seen.${id}`
  const seenOf = (id: string): ReadonlySet<string> =>
    new Set(settings.page(seenKey(id), '').split(',').filter(Boolean))
  /** Ids of what was seen in any run of this lesson. */
  const seen = computed(() => (lesson.value ? seenOf(lesson.value.id) : new Set<string>()))

  function keepSeen({ id }: Lesson, now: ReadonlySet<string>): void {
    const before = seenOf(id)
    const all = new Set([...before, ...now])
    if (all.size > before.size) void report.guard(() => settings.setPage(seenKey(id), [...all].join(',')))
  }

  /** The choice that came true in the run on the screen, or `null` as long as it does not tell. */
  const happened = computed(() => (facts.value && lesson.value?.question?.whatHappened(facts.value)) ?? null)

  const predictedKey = (id: string): string => `predicted.${id}`
  /** The choice the person made, or `''`. */
  const predicted = computed(() => (lesson.value ? settings.page(predictedKey(lesson.value.id), '') : ''))
  function predict(choice: string): Promise<void> {
    const id = lesson.value?.id
    return report.guard(() => id && settings.setPage(predictedKey(id), choice))
  }

  const isDone = (id: string): boolean => settings.kept.done.includes(id)
  // A lesson is done when a run has answered its question and everything there is to see was seen.
  watch([happened, seen], () => {
    const now = lesson.value
    if (!now || isDone(now.id)) return
    const answered = now.question === null || happened.value !== null
    if (!answered || !now.look.every(({ id }) => seen.value.has(id))) return
    void report.guard(() => settings.change({ done: [...settings.kept.done, now.id] }))
  })

  /** The first thing that is there to see and was not seen in this run (before a run: at all). */
  const next = computed<LookAt | null>(() => {
    const known = run.value ? seenNow.value : seen.value
    return lesson.value?.look.find(({ id }) => !known.has(id)) ?? null
  })

  /** What the person points at in the list; it goes before what comes next. */
  const pointedAt = shallowRef<LookAt | null>(null)
  const guides = computed(() => isRunning.value && lesson.value?.kind === 'program')
  const shown = computed(() => pointedAt.value ?? (guides.value ? next.value : null))
  watch(
    [shown, facts],
    ([item, known]) => {
      ui.highlights = item && known ? item.spots(known).map(highlightOf) : []
    },
    { immediate: true },
  )

  return {
    lesson,
    text,
    texts,
    run,
    isRunning,
    facts,
    seen,
    seenNow,
    happened,
    predicted,
    predict,
    isDone,
    next,
    pointedAt,
  }
})

function highlightOf(spot: Spot): Highlight {
  switch (spot.on) {
    case 'unit':
      return { unit: spot.unit, part: spot.part }
    case 'line':
      return { line: spot.index }
    case 'control':
      return { control: spot.control }
  }
}
