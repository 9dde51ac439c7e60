/** What can be done with kept runs and repetitions. What is deleted can be taken back from its toast. */
import { t } from '../../i18n'
import { count } from '../../look/format'
import { titleOf } from '../../look/run-title'
import { useOpenRun } from '../../open-run'
import { useReport } from '../../report'
import { useRepeats } from '../../stores/repeats'
import { useToasts } from '../../stores/toasts'
import { useUi } from '../../stores/ui'
import { useTransport } from '../../transport/client'
import { isPinned, type Entry } from './entries'
import { exportLog } from './export-log'

/** A longer log is not there at once: that it is being read is said. */
const LONG_LOG_LINES = 50_000

export interface HistoryActs {
  open(entry: Entry): Promise<void>
  rename(entry: Entry, name: string): Promise<void>
  pin(entry: Entry): Promise<void>
  remove(entries: readonly Entry[]): Promise<void>
  exportLog(entry: Entry): Promise<void>
  repeat(entry: Entry): Promise<void>
}

export const titleOfEntry = (entry: Entry): string => titleOf(entry.kind === 'run' ? entry.run : entry.repeat)

export function useHistoryActs(): HistoryActs {
  const transport = useTransport()
  const report = useReport()
  const toasts = useToasts()
  const repeats = useRepeats()
  const ui = useUi()
  const openRun = useOpenRun()

  const mark = (entry: Entry, marks: { name?: string | null; pinned?: boolean }): Promise<null> =>
    entry.kind === 'run'
      ? transport.call('run.mark', { run: entry.id, ...marks })
      : transport.call('repeat.mark', { repeat: entry.id, ...marks })
  const removeOne = (entry: Entry): Promise<null> =>
    entry.kind === 'run'
      ? transport.call('run.remove', { run: entry.id })
      : transport.call('repeat.remove', { repeat: entry.id })
  const restore = (entry: Entry): Promise<null> =>
    entry.kind === 'run'
      ? transport.call('run.restore', { run: entry.id })
      : transport.call('repeat.restore', { repeat: entry.id })

  async function remove(entries: readonly Entry[]): Promise<void> {
    const removed: Entry[] = []
    await report.guard(async () => {
      for (const entry of entries) {
        await removeOne(entry)
        removed.push(entry)
      }
    })
    const [first] = removed
    if (!first) return
    toasts.undoable({
      title:
        removed.length === 1
          ? t('history.removed', { title: titleOfEntry(first) })
          : t('history.removedMany', { n: count(removed.length) }),
      undo: () =>
        void report.guard(async () => {
          for (const entry of removed) await restore(entry)
        }),
    })
  }

  return {
    async open(entry) {
      if (entry.kind === 'run') return openRun(entry.run)
      ui.go({ name: 'repeat', repeat: entry.id })
    },
    rename: (entry, name) =>
      report.guard(() => mark(entry, { name: name.trim() === '' ? null : name.trim() })),
    pin: (entry) => report.guard(() => mark(entry, { pinned: !isPinned(entry) })),
    remove,
    exportLog: (entry) =>
      report.guard(async () => {
        if (entry.kind !== 'run') return
        const reading =
          entry.run.logLines > LONG_LOG_LINES
            ? toasts.show({ tone: 'info', title: t('history.exporting') })
            : null
        const lines = await exportLog(transport, entry.run)
        if (reading !== null) toasts.close(reading)
        toasts.show({ tone: 'info', title: t('history.exported', { lines: count(lines) }) })
      }),
    repeat: (entry) =>
      report.guard(async () => {
        if (repeats.going) return ui.go({ name: 'repeat', repeat: repeats.going.id })
        if (entry.kind === 'repeat') return ui.go({ name: 'repeat', repeat: entry.id })
        repeats.draft = await repeats.draftOfRun(entry.id)
        ui.go({ name: 'repeat', repeat: null })
      }),
  }
}
