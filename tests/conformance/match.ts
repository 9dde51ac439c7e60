import type { Line, Output } from './table.ts'
import type { Expected } from './expected.ts'
import type { Outcome } from './run-rule.ts'

/** What is wrong with an outcome, as sentences; none when it is as expected. */
export function differences(outcome: Outcome, expected: Expected): string[] {
  const found: string[] = []
  if (outcome.tookTooLong) found.push(`took longer than ${outcome.limitMs} ms`)
  if (!matchesOutput(linesOf(outcome.stdout), expected.out)) {
    found.push(`stdout should be ${shown(expected.out)} but was ${JSON.stringify(linesOf(outcome.stdout))}`)
  }
  const missing = missingPart(outcome.stderr, expected.err)
  if (expected.err.length === 0 && outcome.stderr !== '') found.push('stderr should be empty')
  if (missing !== null) found.push(`stderr should contain ${String(missing)}, in order`)
  if (expected.exit === 'stays') {
    if (!outcome.stayed) found.push(`should stay alive but exited with ${outcome.exit}`)
  } else if (outcome.exit !== expected.exit) {
    found.push(`exit code should be ${expected.exit} but was ${outcome.exit}`)
  }
  if (found.length > 0 && outcome.stderr !== '') found.push(`stderr was:\n${outcome.stderr}`)
  return found
}

export const linesOf = (text: string): string[] =>
  text.replace(/\r\n/g, '\n').replace(/\n$/, '').split('\n').filter(isLine)
const isLine = (line: string, _index: number, all: readonly string[]): boolean =>
  all.length > 1 || line !== ''

/** The fewest lines that fit: how many a program that stays alive has to print before it is judged. */
export const lineCount = (output: Output): number =>
  'interleaved' in output ? output.interleaved.reduce((sum, chain) => sum + chain.length, 0) : output.length

function matchesOutput(lines: readonly string[], output: Output): boolean {
  const chains = 'interleaved' in output ? output.interleaved : [output]
  // All places at which the chains could stand after the lines read so far.
  let places = new Map([[chains.map(() => 0).join(), chains.map(() => 0)]])
  for (const line of lines) {
    const next = new Map<string, number[]>()
    for (const place of places.values()) {
      for (const [index, chain] of chains.entries()) {
        const at = place[index] ?? 0
        const steps: number[] = []
        const before = chain[at - 1]
        if (isRepeated(before) && fits(line, before)) steps.push(at)
        const here = chain[at]
        if (here !== undefined && fits(line, here)) steps.push(at + 1)
        for (const step of steps) {
          const moved = place.with(index, step)
          next.set(moved.join(), moved)
        }
      }
    }
    places = next
  }
  return places.has(chains.map((chain) => chain.length).join())
}

const isRepeated = (line: Line | undefined): line is { readonly some: string | RegExp } =>
  typeof line === 'object' && 'some' in line

function fits(text: string, line: Line): boolean {
  const one = isRepeated(line) ? line.some : line
  return typeof one === 'string' ? text === one : new RegExp(`^(?:${one.source})$`, one.flags).test(text)
}

/** The first part that does not follow the ones before it. */
function missingPart(text: string, parts: readonly (string | RegExp)[]): string | RegExp | null {
  let from = 0
  for (const part of parts) {
    const rest = text.slice(from)
    const found =
      typeof part === 'string' ? { at: rest.indexOf(part), length: part.length } : search(rest, part)
    if (found.at < 0) return part
    from += found.at + found.length
  }
  return null
}

function search(text: string, pattern: RegExp): { at: number; length: number } {
  const match = pattern.exec(text)
  return { at: match?.index ?? -1, length: match?.[0].length ?? 0 }
}

const shownLine = (line: Line): string =>
  typeof line === 'string'
    ? JSON.stringify(line)
    : isRepeated(line)
      ? `${shownLine(line.some)}…`
      : String(line)

const shown = (output: Output): string =>
  'interleaved' in output
    ? output.interleaved.map((chain) => `[${chain.map(shownLine).join()}]`).join(' interleaved with ')
    : `[${output.map(shownLine).join()}]`
