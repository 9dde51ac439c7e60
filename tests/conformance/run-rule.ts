/**
 * Runs one program of the table as a real process and tells what came of it. The program gets a process
 * group of its own, so that Ctrl-C reaches all of it and nothing of it is left afterwards.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { constants } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { resolve } from 'node:path'
import type { Column } from './columns.ts'
import { expectedOf } from './expected.ts'
import { differences, lineCount, linesOf } from './match.ts'
import type { Group, Rule, Step } from './table.ts'

/** Longest life of a program: the longest of them sleeps for a second, the rest is for a busy machine. */
const LIMIT_MS = 20_000
/** How long a program that should stay for ever is watched after its last line. */
const STAYS_MS = 700
/** How long to wait for the last writers after a kill. */
const GIVE_UP_MS = 5_000

export interface Outcome {
  readonly stdout: string
  readonly stderr: string
  /** −N for death by signal N; null when it had to be killed. */
  readonly exit: number | null
  readonly stayed: boolean
  readonly tookTooLong: boolean
  readonly limitMs: number
}

/** Runs a rule's program in one column, once per case. @returns what is wrong, as sentences; none if it conforms. */
export async function runRule(group: Group, rule: Rule, column: Column): Promise<string[]> {
  const ending = column.language === 'python' ? 'py' : 'ts'
  const file = resolve(`tests/conformance/rules/${group.name}/${rule.id.toLowerCase()}.${ending}`)
  const wrong: string[] = []
  const cases = Object.entries(rule.cases ?? { '': {} })
  for (const [argument, expectation] of cases) {
    const expected = expectedOf(rule, column, expectation)
    const linesToStay = expected.exit === 'stays' ? lineCount(expected.out) : null
    const args = rule.cases ? [argument] : (rule.args ?? [])
    const command = [column.command, ...column.args, file, ...args]
    const outcome = await runProgram(command, rule, linesToStay)
    const exit = column.spindle || rule.stdin === 'terminal' ? asSignal(outcome.exit) : outcome.exit
    for (const difference of differences({ ...outcome, exit }, expected)) {
      wrong.push(rule.cases ? `case ${argument || '(empty)'}: ${difference}` : difference)
    }
  }
  return wrong
}

/** A shell, a terminal and the command line exit with 128 + N when the program died by signal N. */
const asSignal = (exit: number | null): number | null =>
  exit !== null && exit > 128 && exit < 160 ? 128 - exit : exit

/** pty.spawn with the exit code of what it ran, told as a shell tells it. */
const TERMINAL = `import os, pty, sys
status = pty.spawn(sys.argv[1:])
os._exit(os.WEXITSTATUS(status) if os.WIFEXITED(status) else 128 + os.WTERMSIG(status))`

async function runProgram(
  command: readonly string[],
  rule: Rule,
  linesToStay: number | null,
): Promise<Outcome> {
  const [program = '', ...args] =
    rule.stdin === 'terminal' ? ['python3', '-c', TERMINAL, ...command] : command
  const child = spawn(program, args, {
    detached: true,
    stdio: [needsPipe(rule) ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    env: cleanEnvironment(),
  })
  const seen = { stdout: '', stderr: '' }
  const news = listen(child, seen)
  const limit = AbortSignal.timeout(LIMIT_MS)
  const ended = new Promise<number | null>((settle) => {
    // Not `exit`: what the program's other processes still write counts too.
    child.once('close', (code, signal) =>
      settle(code ?? (signal === null ? null : -constants.signals[signal])),
    )
    child.once('error', (error) => {
      seen.stderr += String(error)
      settle(null)
    })
  })
  let over = false
  void ended.then(() => {
    over = true
    news.wake()
  })
  const until = async (isSo: () => boolean): Promise<void> => {
    while (!over && !limit.aborted && !isSo()) await news.next(limit)
  }
  for (const step of rule.steps ?? []) {
    await until(() => step.after === undefined || seen.stdout.includes(step.after))
    if (step.delayMs !== undefined) await Promise.race([pause(step.delayMs), ended])
    if (!over && !limit.aborted) take(step, child)
  }
  if (linesToStay === null) {
    await until(() => false)
  } else {
    await until(() => linesOf(seen.stdout).length >= linesToStay)
    await Promise.race([pause(STAYS_MS), ended])
  }
  const outcome = {
    ...seen,
    stayed: linesToStay !== null && !over,
    tookTooLong: limit.aborted,
    limitMs: LIMIT_MS,
  }
  killGroup(child)
  const exit = await Promise.race([ended, pause(GIVE_UP_MS, null)])
  child.stdout?.destroy()
  child.stderr?.destroy()
  return { ...outcome, exit: outcome.stayed || outcome.tookTooLong ? null : exit }
}

/** Whoever runs the table may have set how Python buffers, warns or shows errors. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('PYTHON') && !name.startsWith('NODE_'),
  )
  return { ...Object.fromEntries(kept), PYTHONDONTWRITEBYTECODE: '1', NO_COLOR: '1' }
}

const needsPipe = (rule: Rule): boolean =>
  rule.stdin === 'pipe' || (rule.steps ?? []).some((step) => step.send !== undefined || step.end === true)

function take(step: Step, child: ChildProcess): void {
  if (step.send !== undefined) child.stdin?.write(`${step.send}\n`)
  if (step.end === true) child.stdin?.end()
  if (step.signal !== undefined && child.pid !== undefined) process.kill(-child.pid, step.signal)
}

function killGroup(child: ChildProcess): void {
  child.stdin?.destroy()
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
  } catch {
    // Nobody of the group is left, as it should be.
  }
}

/** Collects the output and tells whoever waits for more of it. */
function listen(child: ChildProcess, seen: { stdout: string; stderr: string }) {
  let wake = (): void => {}
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      seen[name] += text
      wake()
    })
  }
  child.stdin?.on('error', () => {
    // The program ended before it read everything; its outcome tells.
  })
  return {
    wake: () => wake(),
    next: (limit: AbortSignal) =>
      new Promise<void>((settle) => {
        wake = settle
        if (limit.aborted) settle()
        limit.addEventListener('abort', () => settle(), { once: true })
      }),
  }
}
