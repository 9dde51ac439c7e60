/**
 * The programs the person has on the screen: a lesson's (perhaps changed), or a file of their own. A changed
 * text stays here when another program is looked at; only closing the page loses it, and that is asked about.
 */
import { defineStore } from 'pinia'
import { computed, ref, shallowReactive, shallowRef, watch, type Ref } from 'vue'
import type { OpenedFile, RecentFile } from '../../../contract/commands'
import type { Language, Program } from '../../../contract/program'
import { lessonFileName } from '../../../lessons/file-name'
import { useReport } from '../report'
import { useTransport } from '../transport/client'
import { useLab } from './lab'
import { useSettings } from './settings'
import { useUi } from './ui'

/** A program text with its saved form beside it. */
export interface Doc {
  readonly key: string
  readonly lesson: string | null
  readonly fileId: string | null
  readonly name: string
  readonly language: Language
  /** As the lesson has it, or as the file was read or written last. */
  readonly saved: Ref<string>
  readonly text: Ref<string>
}

/** Puts another text in place of the present one, as typing does. */
export function setText(doc: Doc, text: string): void {
  doc.text.value = text
}

export const isChanged = (doc: Doc): boolean => doc.text.value !== doc.saved.value

/** What is run for a document: the lesson or the file itself as long as it is unchanged. */
export function programOf(doc: Doc): Program {
  const { name, language, lesson, fileId } = doc
  if (!isChanged(doc)) {
    if (lesson !== null) return { kind: 'lesson', lesson, language }
    if (fileId !== null) return { kind: 'file', fileId }
  }
  return {
    kind: 'text',
    name,
    source: doc.text.value,
    language,
    ...(lesson === null ? {} : { lesson }),
    ...(fileId === null ? {} : { fileId }),
  }
}

export const usePrograms = defineStore('programs', () => {
  const transport = useTransport()
  const ui = useUi()
  const lab = useLab()
  const settings = useSettings()
  const report = useReport()

  const docs = shallowReactive(new Map<string, Doc>())
  const recent = shallowRef<readonly RecentFile[]>([])

  const key = computed(() => {
    const view = ui.view
    if (view.name === 'lesson') return lessonKey(view.lesson, settings.kept.language)
    if (view.name === 'free-lab') return lessonKey('free-lab', settings.kept.language)
    return view.name === 'program' && view.fileId !== null ? `file/${view.fileId}` : null
  })
  /** The program on the screen; `null` while it is being read, and where there is none. */
  const current = computed<Doc | null>(() => (key.value === null ? null : (docs.get(key.value) ?? null)))

  watch(
    key,
    (wanted) => {
      if (wanted === null || docs.has(wanted)) return
      const view = ui.view
      void report.guard(async () => {
        if (view.name === 'program' && view.fileId !== null) {
          take(await transport.call('files.read', { fileId: view.fileId }))
        } else {
          await openLesson(view.name === 'lesson' ? view.lesson : 'free-lab', settings.kept.language)
        }
      })
    },
    { immediate: true },
  )

  // The text of the run on the screen, to know whether what is shown is what ran.
  watch(
    () => lab.current,
    (run) => {
      if (run === null || run.source.value !== null) return
      void report.guard(async () => {
        const { source } = await transport.call('run.open', { run: run.run.value.id })
        run.source.value ??= source
      })
    },
    { immediate: true },
  )

  async function openLesson(lesson: string, language: Language): Promise<void> {
    const { lessonProgram } = await import('../../../lessons/programs')
    const source = lessonProgram(lesson, language)
    const id = lessonKey(lesson, language)
    if (source === null || docs.has(id)) return
    docs.set(id, {
      key: id,
      lesson,
      fileId: null,
      name: lessonFileName(lesson, language),
      language,
      saved: ref(source),
      text: ref(source),
    })
  }

  /** Takes a file that was read; a text that was changed and not saved stays as it is. */
  function take(file: OpenedFile): Doc {
    const id = `file/${file.fileId}`
    const known = docs.get(id)
    if (known) {
      if (!isChanged(known)) known.text.value = file.source
      known.saved.value = file.source
      return known
    }
    const doc: Doc = {
      key: id,
      lesson: null,
      fileId: file.fileId,
      name: file.name,
      language: file.language,
      saved: ref(file.source),
      text: ref(file.source),
    }
    docs.set(id, doc)
    return doc
  }

  /** Shows a file that was opened, created or saved under a new name. */
  function show(file: OpenedFile): void {
    take(file)
    ui.go({ name: 'program', fileId: file.fileId })
    void refreshRecent()
  }

  async function refreshRecent(): Promise<void> {
    recent.value = await transport.call('files.recent', {})
  }

  /** Puts a text under My programs and shows it. */
  async function create(name: string, source: string): Promise<void> {
    show(await transport.call('files.create', { name, source }))
  }

  /** Writes the program on the screen; one of a lesson becomes one of the person's own. */
  async function save(doc: Doc): Promise<void> {
    const source = doc.text.value
    if (doc.fileId === null) return create(doc.name, source)
    await transport.call('files.write', { fileId: doc.fileId, source })
    doc.saved.value = source
    await refreshRecent()
  }

  /** Programs of the person's own with changes that are nowhere but here. */
  const unsaved = computed(() => [...docs.values()].filter((doc) => doc.fileId !== null && isChanged(doc)))

  return { docs, recent, current, unsaved, take, show, create, save, refreshRecent, openLesson }
})

const lessonKey = (lesson: string, language: Language): string => `lesson/${lesson}/${language}`
