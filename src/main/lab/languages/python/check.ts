/**
 * What CPython says of a text's syntax, by compiling it and running nothing of it. The interpreter gets the text
 * on its standard input and starts without the person's site, so that it is over in a few hundredths of a second.
 */
import { spawn } from 'node:child_process'
import * as v from 'valibot'
import type { SourceProblem } from '../../../../contract/program'

/** A text of the largest size compiles in two seconds on a slow machine. */
const CHECK_LIMIT_MS = 10_000
/** Warnings of a text that is full of them. */
const MAX_PROBLEMS = 50
/** What so many problems can take. */
const MAX_ANSWER_BYTES = 1_000_000

/**
 * One line of JSON: `[line, column, end line, end column, kind, message]` each, columns from 1 in code points – of
 * a `str`: of bytes they were counted in bytes before 3.13.
 */
const CHECK = `
import json, sys, warnings
source = sys.stdin.buffer.read().decode('utf-8-sig')
found = []
with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter('always')
    try:
        compile(source, sys.argv[1], 'exec', dont_inherit=True)
    except SyntaxError as e:
        found.append([e.lineno, e.offset, getattr(e, 'end_lineno', None), getattr(e, 'end_offset', None),
                      type(e).__name__, str(e.msg)])
    except (ValueError, OverflowError) as e:
        found.append([1, 1, None, None, type(e).__name__, str(e)])
    except (RecursionError, MemoryError):
        pass
for one in told[:${MAX_PROBLEMS}]:
    found.append([one.lineno, None, None, None, one.category.__name__, str(one.message)])
sys.stdout.buffer.write(json.dumps(found).encode('ascii'))
`

const PlaceSchema = v.nullable(v.number())
const AnswerSchema = v.array(
  v.tuple([PlaceSchema, PlaceSchema, PlaceSchema, PlaceSchema, v.string(), v.string()]),
)
type Row = v.InferOutput<typeof AnswerSchema>[number]

export interface PythonCheck {
  /** The interpreter. */
  readonly command: string
  /** File name for messages. */
  readonly name: string
  readonly source: string
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  /** Ends the check: the text has changed again, or the Lab is closed. */
  readonly signal: AbortSignal
}

/** `[]` also when it was ended, and when the interpreter did not answer: the run will say what is wrong. Rejects never. */
export function checkPython(check: PythonCheck): Promise<readonly SourceProblem[]> {
  const { command, name, source, cwd, env, signal } = check
  return new Promise((done) => {
    if (signal.aborted) return done([])
    const child = spawn(command, ['-I', '-S', '-c', CHECK, name], {
      cwd,
      env,
      stdio: ['pipe', 'pipe', 'ignore'],
      signal,
      timeout: CHECK_LIMIT_MS,
      killSignal: 'SIGKILL',
    })
    let answer = ''
    child.stdout.setEncoding('utf8')
    child.stdout.on('data', (text: string) => {
      answer += text
      if (answer.length > MAX_ANSWER_BYTES) child.kill('SIGKILL')
    })
    child.on('error', () => done([])) // not to be started, or ended by the signal: 'close' may not come
    child.on('close', (code) => done(code === 0 ? readAnswer(answer, source) : []))
    child.stdin.on('error', () => undefined) // it ended before it had read everything
    child.stdin.end(source)
  })
}

function readAnswer(answer: string, source: string): readonly SourceProblem[] {
  try {
    const rows = v.parse(AnswerSchema, JSON.parse(answer))
    const lines = source.split(/\r\n|\r|\n/)
    return rows.slice(0, MAX_PROBLEMS).map((row) => problemOf(row, lines))
  } catch {
    return [] // no Python that answers as one
  }
}

function problemOf(
  [line, column, endLine, endColumn, kind, message]: Row,
  lines: readonly string[],
): SourceProblem {
  // An error behind the last line ("unexpected EOF") is shown at the last one.
  const first = clamp(line ?? 1, 1, lines.length)
  const last = clamp(endLine ?? first, first, lines.length)
  const from = columnOf(lines[first - 1] ?? '', column)
  // 3.9 and warnings name no end; some errors name one before their beginning.
  const named = endColumn !== null && endColumn > 0 ? columnOf(lines[last - 1] ?? '', endColumn) : from
  const isWhole = column === null
  const whole = lines[first - 1] ?? ''
  return {
    line: first,
    column: isWhole ? whole.length - whole.trimStart().length + 1 : from,
    endLine: isWhole ? first : last,
    endColumn: isWhole ? whole.trimEnd().length + 1 : last === first ? Math.max(named, from) : named,
    severity: kind.endsWith('Warning') ? 'warning' : 'error',
    message: `${kind}: ${message}`,
  }
}

const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most)

/** From Python's code points, from 1, to UTF-16 units, from 1. */
function columnOf(line: string, column: number | null): number {
  const before = [...line].slice(0, Math.max(0, (column ?? 1) - 1)).join('')
  return Math.min(before.length, line.length) + 1
}
