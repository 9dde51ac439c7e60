/**
 * The programs the person has on the screen: a lesson's (perhaps changed), or a file of their own. A changed
 * text stays here when another program is looked at; only closing the page loses it, and that is asked about.
 */
import { defineStore } from 'pinia'
import { computed, ref, shallowReactive, shallowRef, watch, type Ref } from 'vue'
import type { OpenedFile, RecentFile } from '../../../contract/commands'
import type { Language, Program } from '../../../contract/program'
import { lessonFileName } from '../../../lessons/file-name'
import type { LessonLocale } from '../../../lessons/lesson'
import { SpindleError } from '../../../contract/errors'
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
  /** What a lesson's program says its words in. A changed text keeps its own. */
  readonly locale: Ref<LessonLocale>
  /** As the lesson has it, or as the file was read or written last. */
  readonly saved: Ref<string>
  /** Lines end with `\n` here and in `saved`, whatever they end with in the file. */
  readonly text: Ref<string>
  /** The file byte for byte as it was read or written last; `''` for a lesson. */
  readonly disk: Ref<string>
  /** What another program has made of the file while the text here was changed, or that it is gone. */
  readonly clash: Ref<OpenedFile | 'gone' | null>
}

/** Puts another text in place of the present one, as typing does. */
export function setText(doc: Doc, text: string): void {
  doc.text.value = text
}

/** The editor knows one end of a line. */
export const withPlainLines = (source: string): string => source.replace(/\r\n?/g, '\n')

/** The text as it goes into the file: its lines end as they did when it was read. */
const asInFile = (doc: Doc): string =>
  doc.disk.value.includes('\r\n') ? doc.text.value.replaceAll('\n', '\r\n') : doc.text.value

export const isChanged = (doc: Doc): boolean => doc.text.value !== doc.saved.value

/** What is run for a document: the lesson or the file itself as long as it is unchanged. */
export function programOf(doc: Doc): Program {
  const { name, language, lesson, fileId } = doc
  if (!isChanged(doc)) {
    if (lesson !== null) return { kind: 'lesson', lesson, language, locale: doc.locale.value }
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
    return view.name === 'program' && view.fileId !== null ? fileKey(view.fileId) : null
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
    const { locale } = settings
    const source = lessonProgram(lesson, language, locale)
    const id = lessonKey(lesson, language)
    if (source === null || docs.has(id)) return
    docs.set(id, {
      key: id,
      lesson,
      fileId: null,
      name: lessonFileName(lesson, language),
      language,
      locale: ref(locale),
      saved: ref(source),
      text: ref(source),
      disk: ref(''),
      clash: ref(null),
    })
  }

  // A lesson's program speaks the reader's language; what the person has changed stays as it is.
  watch(
    () => settings.locale,
    (locale) =>
      void report.guard(async () => {
        const { lessonProgram } = await import('../../../lessons/programs')
        for (const doc of docs.values()) {
          if (doc.lesson === null || isChanged(doc)) continue
          const source = lessonProgram(doc.lesson, doc.language, locale)
          if (source === null) continue
          doc.locale.value = locale
          doc.saved.value = source
          doc.text.value = source
        }
      }),
  )

  /** Takes a file that was read. A text that was changed and not saved stays, and the two are told apart. */
  function take(file: OpenedFile): Doc {
    const id = fileKey(file.fileId)
    const known = docs.get(id)
    const doc = known && known.name === file.name ? known : docOf(file, known)
    if (doc !== known) docs.set(id, doc)
    if (file.source === doc.disk.value) {
      doc.clash.value = null
    } else if (isChanged(doc)) {
      doc.clash.value = file
    } else {
      accept(doc, file)
      doc.text.value = doc.saved.value
    }
    return doc
  }

  /** A file's first document, or the one under its new name: the text goes on, what is kept of it as well. */
  function docOf({ fileId, name, language, source }: OpenedFile, before?: Doc): Doc {
    const text = withPlainLines(source)
    return {
      key: fileKey(fileId),
      lesson: null,
      fileId,
      name,
      language,
      locale: ref(settings.locale),
      saved: before?.saved ?? ref(text),
      text: before?.text ?? ref(text),
      disk: before?.disk ?? ref(source),
      clash: before?.clash ?? shallowRef<OpenedFile | 'gone' | null>(null),
    }
  }

  function accept(doc: Doc, { source }: OpenedFile): void {
    doc.disk.value = source
    doc.saved.value = withPlainLines(source)
    doc.clash.value = null
  }

  /** Takes what another program has made of the file; what was written here is gone, so it is given back. */
  function useTheirs(doc: Doc): string | null {
    const theirs = doc.clash.value
    if (theirs === null || theirs === 'gone') return null
    const mine = doc.text.value
    accept(doc, theirs)
    doc.text.value = doc.saved.value
    return mine
  }
  /** Leaves the text as it is: saving it writes over what another program has made of the file. */
  function keepMine(doc: Doc): void {
    const theirs = doc.clash.value
    if (theirs !== null && theirs !== 'gone') accept(doc, theirs)
    doc.clash.value = null
  }

  /** Looks whether another program has changed the file on the screen. Says so by `clash`, or takes it over. */
  async function reread(doc: Doc): Promise<'same' | 'taken' | 'clash'> {
    if (doc.fileId === null) return 'same'
    const before = doc.disk.value
    try {
      take(await transport.call('files.read', { fileId: doc.fileId }))
    } catch (error) {
      if (!(error instanceof SpindleError) || error.code !== 'no-such-file') throw error
      doc.clash.value = 'gone'
    }
    return doc.clash.value !== null ? 'clash' : doc.disk.value === before ? 'same' : 'taken'
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

  /**
   * Writes a program; one of a lesson becomes one of the person's own. `false`: another program has changed the
   * file, nothing was written, and the person is asked (`clash`).
   */
  async function save(doc: Doc): Promise<boolean> {
    const source = doc.text.value
    if (doc.fileId === null) {
      await create(doc.name, source)
      return true
    }
    const written = asInFile(doc)
    // A file that is gone is written anew: there is nothing to write over.
    const known = doc.clash.value === 'gone' ? {} : { known: doc.disk.value }
    try {
      await transport.call('files.write', { fileId: doc.fileId, source: written, ...known })
    } catch (error) {
      if (!(error instanceof SpindleError) || error.code !== 'file-changed') throw error
      await reread(doc)
      return false
    }
    doc.disk.value = written
    doc.saved.value = source
    doc.clash.value = null
    await refreshRecent()
    return true
  }

  /** Gives a file another name in its folder. Rejects with `file-exists`. */
  async function rename(doc: Doc, name: string): Promise<void> {
    if (doc.fileId === null) return
    take(await transport.call('files.rename', { fileId: doc.fileId, name }))
    await refreshRecent()
  }

  /** Takes a file out of the list (and out of My programs); answers with what brings it back. */
  async function remove(fileId: string): Promise<() => Promise<void>> {
    await transport.call('files.remove', { fileId })
    const doc = docs.get(fileKey(fileId))
    const wasShown = key.value === fileKey(fileId)
    docs.delete(fileKey(fileId))
    if (wasShown) ui.go({ name: 'program', fileId: null })
    await refreshRecent()
    return async () => {
      const file = await transport.call('files.restore', { fileId })
      if (doc) docs.set(fileKey(fileId), doc)
      if (wasShown) show(file)
      await refreshRecent()
    }
  }

  /** Programs of the person's own with changes that are nowhere but here. */
  const unsaved = computed(() => [...docs.values()].filter((doc) => doc.fileId !== null && isChanged(doc)))

  return {
    docs,
    recent,
    current,
    unsaved,
    take,
    show,
    create,
    save,
    reread,
    useTheirs,
    keepMine,
    rename,
    remove,
    refreshRecent,
    openLesson,
  }
})

const fileKey = (fileId: string): string => `file/${fileId}`

const lessonKey = (lesson: string, language: Language): string => `lesson/${lesson}/${language}`
