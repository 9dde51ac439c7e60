/** New, open, save: what a person can do with programs from anywhere, and the question before work is lost. */
import { onScopeDispose, watch } from 'vue'
import { useActionHandler } from './actions'
import { useDroppedFiles } from './drop-files'
import { t } from './i18n'
import { useNameQuestion } from './name-question'
import { newProgram } from './new-program'
import { pickFile } from './picked-file'
import { useReport } from './report'
import { useLab } from './stores/lab'
import { isChanged, usePrograms } from './stores/programs'
import { useSettings } from './stores/settings'
import { useToasts } from './stores/toasts'
import { useTransport } from './transport/client'

export function useProgramActions(): void {
  const transport = useTransport()
  const programs = usePrograms()
  const settings = useSettings()
  const toasts = useToasts()
  const names = useNameQuestion()
  const report = useReport()
  const lab = useLab()
  const isThere = (): string | null => (programs.current ? null : t('program.nothingToSave'))
  const isFile = (): string | null =>
    isThere() ?? (programs.current?.fileId == null ? t('program.notAFile') : null)

  useActionHandler('program.new', {
    run: () => {
      const { name, source } = newProgram(settings.kept.language)
      return programs.create(name, source)
    },
  })

  useActionHandler('program.open', {
    async run() {
      if (lab.shell?.can.openFileDialog) {
        const file = await transport.call('shell.openFile', {})
        if (file) programs.show(file)
        return
      }
      // A page may not name a path: what the browser lets it read becomes a program of the person's own.
      const picked = await pickFile()
      if (!picked) return
      await programs.create(picked.name, picked.source)
      toasts.show({ tone: 'info', title: t('program.openedCopy', { name: picked.name }) })
    },
  })

  useActionHandler('program.save', {
    whyNot: () => {
      const doc = programs.current
      if (!doc) return t('program.nothingToSave')
      return doc.fileId !== null && !isChanged(doc) && doc.clash.value === null
        ? t('program.nothingChanged')
        : null
    },
    async run() {
      const doc = programs.current
      if (!doc || !(await programs.save(doc))) return
      const name = programs.current?.name ?? doc.name
      toasts.show({
        tone: 'info',
        title: t(doc.fileId === null ? 'program.copied' : 'program.saved', { name }),
      })
    },
  })

  useActionHandler('program.save-as', {
    whyNot: isThere,
    async run() {
      const doc = programs.current
      if (!doc) return
      if (lab.shell?.can.saveFileDialog) {
        const file = await transport.call('shell.saveFileAs', { name: doc.name, source: doc.text.value })
        if (file) programs.show(file)
        return
      }
      const name = await names.ask({ title: t('program.saveAsTitle'), name: doc.name, ok: t('program.save') })
      if (name !== null) await programs.create(name, doc.text.value)
    },
  })

  useActionHandler('program.rename', {
    whyNot: isFile,
    async run() {
      const doc = programs.current
      if (!doc) return
      const name = await names.ask({
        title: t('program.renameTitle'),
        name: doc.name,
        ok: t('program.renameDo'),
      })
      if (name === null || name === doc.name) return
      await programs.rename(doc, name)
      toasts.show({ tone: 'info', title: t('program.renamed', { name }) })
    },
  })

  useActionHandler('program.delete', {
    whyNot: isFile,
    async run() {
      const doc = programs.current
      if (doc?.fileId == null) return
      await removeProgram(doc.fileId, doc.name)
    },
  })

  useActionHandler('program.download', {
    whyNot: isThere,
    run() {
      const doc = programs.current
      if (doc) download(doc.name, doc.text.value)
    },
  })

  useDroppedFiles()
  const removeProgram = useRemoveProgram()

  // Another editor may have changed the file while this window was not looked at.
  const look = (): void => {
    const doc = programs.current
    if (doc?.fileId == null || lab.connection === 'lost') return
    void report.guard(async () => {
      if ((await programs.reread(doc)) === 'taken') {
        toasts.show({ tone: 'info', title: t('program.reloaded', { name: doc.name }) })
      }
    })
  }
  watch(
    () => programs.current?.key,
    () => look(),
  )
  function onUnload(event: BeforeUnloadEvent): void {
    if (programs.unsaved.length > 0) event.preventDefault()
  }
  window.addEventListener('focus', look)
  window.addEventListener('beforeunload', onUnload)
  onScopeDispose(() => {
    window.removeEventListener('focus', look)
    window.removeEventListener('beforeunload', onUnload)
  })
}

/** Takes a program away at once and offers to bring it back. */
export function useRemoveProgram(): (fileId: string, name: string) => Promise<void> {
  const programs = usePrograms()
  const toasts = useToasts()
  const report = useReport()
  return async (fileId, name) => {
    const isOwn = programs.recent.find((file) => file.fileId === fileId)?.own ?? true
    const bringBack = await programs.remove(fileId)
    toasts.undoable({
      title: t(isOwn ? 'program.removed' : 'program.forgotten', { name }),
      ...(isOwn ? {} : { detail: t('program.forgottenHint') }),
      undo: () => void report.guard(bringBack),
    })
  }
}

function download(name: string, source: string): void {
  const url = URL.createObjectURL(new Blob([source], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has taken hold of it by then.
  setTimeout(() => URL.revokeObjectURL(url))
}
