/** What goes into a card besides units and lanes: an excerpt of the log and of the program, in plain data. */
import type { LogLine } from '../../../contract/log'
import type { Transport } from '../../../contract/transport'
import type { RunData } from '../stores/run-data'
import { CARD_LINES } from './options'
import { highlight, type CodePiece } from './highlight'

export interface CodeLine {
  readonly number: number
  readonly pieces: readonly CodePiece[]
  /** The line that made the selected unit, or on which the main thread waits. */
  readonly mark: 'born' | 'wait' | null
}

export interface CardContent {
  readonly log: readonly LogLine[]
  readonly code: readonly CodeLine[]
}

export interface ContentWish {
  /** The unit whose line is in the middle of the code; without it the line of the last thread that was made. */
  readonly unit: string | null
}

export async function readContent(
  transport: Transport,
  run: RunData,
  { unit }: ContentWish,
): Promise<CardContent> {
  const total = run.log.value.lines
  const { lines } = await transport.call('log.read', {
    run: run.run.value.id,
    view: {},
    from: Math.max(0, total - CARD_LINES),
    count: CARD_LINES,
  })
  return { log: lines, code: await codeOf(run, unit) }
}

async function codeOf(run: RunData, unit: string | null): Promise<CodeLine[]> {
  const source = run.source.value ?? ''
  if (!source) return []
  const lines = await highlight(source.replace(/\n$/, ''), run.run.value.language)
  const born = bornLine(run, unit)
  const main = run.peek('1.1')
  const wait = main?.state === 'join' ? main.wait?.place?.line : undefined
  const middle = wait ?? born ?? lines.length
  const first = Math.max(0, Math.min(middle - Math.ceil(CARD_LINES / 2), lines.length - CARD_LINES))
  return lines.slice(first, first + CARD_LINES).map((pieces, index) => {
    const number = first + index + 1
    return { number, pieces, mark: number === wait ? 'wait' : number === born ? 'born' : null }
  })
}

function bornLine(run: RunData, selected: string | null): number | undefined {
  const chosen = selected === null ? undefined : run.peek(selected)?.source?.line
  if (chosen !== undefined) return chosen
  return [...run.all()].findLast((unit) => unit.source !== null)?.source?.line
}
