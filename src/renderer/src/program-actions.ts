/** New, open, save: what a person can do with programs from anywhere, and the question before work is lost. */
import { onScopeDispose } from 'vue'
import { useActionHandler } from './actions'
import { t } from './i18n'
import { newProgram } from './new-program'
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
  const lab = useLab()

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
      return doc.fileId !== null && !isChanged(doc) ? t('program.nothingChanged') : null
    },
    async run() {
      const doc = programs.current
      if (!doc) return
      await programs.save(doc)
      const name = programs.current?.name ?? doc.name
      toasts.show({
        tone: 'info',
        title: t(doc.fileId === null ? 'program.copied' : 'program.saved', { name }),
      })
    },
  })

  useActionHandler('program.save-as', {
    whyNot: () => (programs.current ? null : t('program.nothingToSave')),
    async run() {
      const doc = programs.current
      if (!doc) return
      if (!lab.shell?.can.saveFileDialog) return programs.create(doc.name, doc.text.value)
      const file = await transport.call('shell.saveFileAs', { name: doc.name, source: doc.text.value })
      if (file) programs.show(file)
    },
  })

  function onUnload(event: BeforeUnloadEvent): void {
    if (programs.unsaved.length > 0) event.preventDefault()
  }
  window.addEventListener('beforeunload', onUnload)
  onScopeDispose(() => window.removeEventListener('beforeunload', onUnload))
}

/** Lets the person pick a program file in the browser. `null` when nothing was picked. */
function pickFile(): Promise<{ name: string; source: string } | null> {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = '.ts,.mts,.js,.mjs,.py'
  return new Promise((done, failed) => {
    input.addEventListener('cancel', () => done(null))
    input.addEventListener('change', () => {
      const [file] = input.files ?? []
      if (!file) return done(null)
      file.text().then((source) => done({ name: file.name, source }), failed)
    })
    input.click()
  })
}
