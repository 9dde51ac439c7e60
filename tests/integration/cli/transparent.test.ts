/** `spindle run` shows nothing of itself: output, input, signals and the end are the program's. */
import { once } from 'node:events'
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { scratchFolder } from '../../support/scratch'
import { endOf, program, spindle, startSpindle, untilSaid } from '../../support/spindle-command'

test('output goes to its own stream byte by byte, arguments arrive, and the exit code is the program’s', async () => {
  expect(await spindle(['run', program('ts/exits-with.ts'), '7', 'a b', '', '--json'])).toEqual({
    stdout: 'a b||--json',
    stderr: 'to stderr',
    end: 7,
  })
})

test('each line of input is answered, the last one without an end too, and then comes the end', async () => {
  const ended = await spindle(['run', program('ts/echoes-lines-until-end.ts')], 'one\r\n\n한글 three')
  expect(ended).toEqual({ stdout: '1: one\n2: \n3: 한글 three\nend: EOFError\n', stderr: '', end: 0 })
})

test('input that is typed later is waited for', async () => {
  const child = startSpindle(['run', program('ts/echoes-lines-until-end.ts')])
  child.stdin!.write('one\n')
  await untilSaid(child, '1: one')
  child.stdin!.write('two\n')
  await untilSaid(child, '2: two')
  child.stdin!.end()
  expect(await endOf(child)).toBe(0)
})

test('a lot of input arrives complete', async () => {
  const lines = Array.from({ length: 20_000 }, (_, index) => String(index)).join('\n')
  const ended = await spindle(['run', program('ts/counts-its-input.ts')], lines)
  expect(ended).toEqual({ stdout: '20000 88890\n', stderr: '', end: 0 })
})

test('input without end does not hold up a program that reads one line of it', async () => {
  const child = startSpindle(['run', program('ts/reads-one-line.ts')])
  const yes = spawn('yes', { stdio: ['ignore', 'pipe', 'ignore'] })
  onTestFinished(() => void yes.kill('SIGKILL'))
  yes.stdout.on('error', () => undefined).pipe(child.stdin!)
  await untilSaid(child, 'got y')
  expect(await endOf(child)).toBe(0)
})

test('Ctrl-C reaches the program, which may mind it', async () => {
  const child = startSpindle(['run', program('ts/minds-ctrl-c.ts')])
  await untilSaid(child, 'asleep')
  const said = untilSaid(child, 'interrupted')
  child.kill('SIGINT')
  await said
  expect(await endOf(child)).toBe(0)
})

test.each([
  ['SIGINT', 'SIGINT'],
  ['SIGTERM', 'SIGTERM'],
  ['SIGHUP', 'SIGHUP'],
] as const)('a program that dies by %s ends us by the same signal', async (sent, end) => {
  const child = startSpindle(['run', program('ts/sleeps-for-ever.ts')])
  await untilSaid(child, 'asleep')
  child.kill(sent)
  expect(await endOf(child)).toBe(end)
})

test('when we are killed the program does not live on', async () => {
  const child = startSpindle(['run', '--json', program('ts/sleeps-for-ever.ts')])
  let told = ''
  child.stdout!.on('data', (chunk) => (told += String(chunk)))
  await untilSaid(child, 'asleep')
  const pid = Number(/"pid":(\d+)/.exec(told)![1])
  process.kill(pid, 0) // it is there
  child.kill('SIGKILL')
  await expect
    .poll(
      () => {
        try {
          return process.kill(pid, 0)
        } catch {
          return false
        }
      },
      { timeout: 10_000 },
    )
    .toBe(false)
})

test('nothing is lost when the reader of the output is slow', async () => {
  const child = startSpindle(['run', program('ts/prints-numbered-lines.ts'), '100000'])
  child.stdin!.end()
  const output = child.stdout!
  let all = ''
  let isOver = false
  output.once('end', () => (isOver = true))
  // Takes a little at a time, with the pipe full in between.
  while (!isOver) {
    await Promise.race([once(output, 'readable'), once(output, 'end')])
    for (let chunk: unknown = output.read(); chunk !== null; chunk = output.read()) all += String(chunk)
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(all).toBe(Array.from({ length: 100_000 }, (_, line) => `line ${line}\n`).join(''))
})

test('a reader that goes away ends us quietly and the program with us', async () => {
  const child = startSpindle(['run', program('ts/prints-without-end.ts')])
  let complaints = ''
  child.stderr!.on('data', (chunk) => (complaints += String(chunk)))
  await untilSaid(child, 'line 10\n')
  child.stdout!.destroy()
  expect([await endOf(child), complaints]).toEqual([141, ''])
})

test('the program runs where it was called, and finds what lies beside its file', async () => {
  const folder = scratchFolder()
  writeFileSync(join(folder, 'word.ts'), `export const word: string = 'from beside'\n`)
  writeFileSync(
    join(folder, 'main.ts'),
    `import { print } from 'spindle/builtins'\nimport { word } from './word.ts'\n` +
      `export function main() { print(word, process.cwd()) }\n`,
  )
  const ended = await spindle(['run', join(basename(folder), 'main.ts')], '', { cwd: dirname(folder) })
  expect(ended).toEqual({ stdout: `from beside ${dirname(folder)}\n`, stderr: '', end: 0 })
})

test.each([
  [['run', 'none.ts'], 1, /There is no file none\.ts/],
  [['run', resolve('README.md')], 1, /README\.md is not a program/],
  [['run', 'lesson:none'], 1, /no lesson “none”/],
  [['run', '--speed', '0', 'a.ts'], 2, /--speed/],
  [['dance'], 2, /no command “dance”/],
])('%j is refused with a code and words', async (args, end, words) => {
  const ended = await spindle(args)
  expect([ended.stdout, ended.end]).toEqual(['', end])
  expect(ended.stderr).toMatch(words)
})

test('on a Korean system it speaks Korean', async () => {
  const ended = await spindle(['run', 'none.ts'], '', { env: { LANG: 'ko_KR.UTF-8' } })
  expect(ended.stderr).toContain('none.ts 파일이 없습니다.')
})

test('speed divides the sleeps', async () => {
  const ended = await spindle(['run', 'lesson:two-threads-and-join', '--speed', '100'])
  expect([ended.stderr, ended.end]).toEqual(['', 0])
  expect(ended.stdout.split('\n').length).toBeGreaterThan(40)
})

test('started by an older Node it hands over to the one that was installed, and shows nothing of that', async () => {
  const old = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.0.0' } })`
  const nodeArgs = ['--import', `data:text/javascript,${encodeURIComponent(old)}`]
  const ended = await spindle(['run', program('ts/exits-with.ts'), '7', 'a'], '', { nodeArgs })
  expect(ended).toEqual({ stdout: 'a', stderr: 'to stderr', end: 7 })

  const child = startSpindle(['run', program('ts/sleeps-for-ever.ts')], { nodeArgs })
  await untilSaid(child, 'asleep')
  child.kill('SIGTERM')
  expect(await endOf(child)).toBe('SIGTERM')
})
