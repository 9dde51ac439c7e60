/** The log of a run as a text file: time since the start, unit, stream, text. */
import { MAX_LOG_LINES, type LogStream } from '../../../../contract/log'
import type { Run } from '../../../../contract/run'
import type { Transport } from '../../../../contract/transport'
import type { UnitId } from '../../../../contract/unit'
import { seconds } from '../../look/format'
import { titleOf } from '../../look/run-title'
import { saveFile } from '../../save-file'

const MARKS: Readonly<Record<LogStream, string>> = { out: ' ', err: '!', in: '>', raw: '~' }

/** Reads all of the log and hands it to the browser as a file. Resolves with the number of lines. */
export async function exportLog(transport: Transport, run: Run): Promise<number> {
  const { units } = await transport.call('run.open', { run: run.id })
  const names = new Map<UnitId, string>(units.map(({ id, name }) => [id, name]))
  const width = Math.min(24, Math.max(8, ...[...names.values()].map(({ length }) => length)))
  const title = titleOf(run)
  const parts: string[] = [`# ${title} · ${run.title} · ${new Date(run.startedAtWall).toISOString()}\n`]
  let lines = 0
  for (;;) {
    const page = await transport.call('log.read', {
      run: run.id,
      view: {},
      from: lines,
      count: MAX_LOG_LINES,
    })
    if (page.lines.length === 0) break
    lines += page.lines.length
    parts.push(
      page.lines
        .map(({ at, unit, stream, text }) => {
          const time = seconds(Math.max(0, at - run.startedAt), 3).padStart(10)
          return `${time} ${(names.get(unit) ?? unit).padEnd(width)} ${MARKS[stream]} ${text}\n`
        })
        .join(''),
    )
  }
  saveFile(new Blob(parts, { type: 'text/plain;charset=utf-8' }), title, 'txt')
  return lines
}
