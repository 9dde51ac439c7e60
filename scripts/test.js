// @ts-check
// npm test: every suite, one after another; each says how it went, and the last line counts the tests of all.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './here.js'

const MINUTE_MS = 60_000
const reports = mkdtempSync(join(tmpdir(), 'spindle-reports-'))
const bin = (/** @type {string[]} */ ...parts) => join(root, 'node_modules', ...parts)

/**
 * @typedef {{ passed: number, failed: number, skipped?: string[] }} Count
 * @typedef {{ name: string, limitMs: number, commands: string[][], env?: Record<string, string>, count?: () => Count | null }} Suite
 */

/** @type {Suite[]} Suites without `count` count as one test. */
const suites = [
  { name: 'build', limitMs: 3 * MINUTE_MS, commands: [[join(root, 'scripts', 'build.js')]] },
  {
    name: 'typecheck',
    limitMs: 3 * MINUTE_MS,
    commands: [
      [bin('typescript', 'bin', 'tsc'), '--build', 'tsconfig.json'],
      [bin('vue-tsc', 'bin', 'vue-tsc.js'), '--noEmit', '-p', 'tsconfig.web.json'],
      [join(root, 'scripts', 'check-python.js')],
    ],
  },
  {
    name: 'lint',
    limitMs: 3 * MINUTE_MS,
    commands: [
      [bin('eslint', 'bin', 'eslint.js'), '.', '--max-warnings', '0'],
      [bin('prettier', 'bin', 'prettier.cjs'), '--check', '.', '--log-level', 'warn'],
    ],
  },
  {
    name: 'vitest',
    limitMs: 10 * MINUTE_MS,
    commands: [
      [
        bin('vitest', 'vitest.mjs'),
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${join(reports, 'vitest.json')}`,
      ],
    ],
    count: countVitest,
  },
  {
    name: 'e2e',
    limitMs: 10 * MINUTE_MS,
    commands: [[join(root, 'scripts', 'e2e.js'), '--reporter=list,json']],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: join(reports, 'e2e.json') },
    count: countPlaywright,
  },
]

const total = { passed: 0, failed: 0 }
/** @type {string[]} */
const outcomes = []
for (const suite of suites) {
  console.log(`\n── ${suite.name}`)
  const startedAt = performance.now()
  const ok = await runAll(suite)
  const { passed, failed, skipped } = countOf(suite, ok)
  total.passed += passed
  total.failed += failed
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0)
  outcomes.push(
    `${failed === 0 ? 'ok    ' : 'FAILED'} ${suite.name}: ${passed} passed, ${failed} failed (${seconds} s)`,
  )
  for (const title of skipped ?? []) outcomes.push(`       skipped: ${title}`)
  if (suite.name === 'build' && !ok) break // nothing else can be proven without it
}
rmSync(reports, { recursive: true, force: true })
console.log(`\n${outcomes.join('\n')}`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 ? 0 : 1

/** A suite that failed without a failed test (it broke, it took too long) counts as one failure. @param {Suite} suite @param {boolean} ok @returns {Count} */
function countOf(suite, ok) {
  const count = suite.count?.() ?? null
  if (!count) return ok && !suite.count ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
  return ok || count.failed > 0 ? count : { ...count, failed: 1 }
}

/** @param {Suite} suite @returns {Promise<boolean>} */
async function runAll({ commands, limitMs, env }) {
  let ok = true
  for (const command of commands) ok = (await run(command, limitMs, env)) && ok
  return ok
}

/** @param {string[]} args @param {number} limitMs @param {Record<string, string>} [env] @returns {Promise<boolean>} */
function run(args, limitMs, env) {
  // A group of its own, so that a suite which takes too long ends with everything it has started.
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
    detached: process.platform !== 'win32',
  })
  const end = () => {
    if (child.pid === undefined) return
    try {
      process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL')
    } catch {
      // It has ended just now.
    }
  }
  const late = setTimeout(() => {
    console.error(`This took longer than ${limitMs / MINUTE_MS} minutes and was ended.`)
    end()
  }, limitMs)
  const interrupted = () => {
    end()
    process.exit(130)
  }
  process.once('SIGINT', interrupted)
  process.once('SIGTERM', interrupted)
  return new Promise((resolve) => {
    child.once('error', () => resolve(false))
    child.once('exit', (code) => {
      clearTimeout(late)
      process.off('SIGINT', interrupted)
      process.off('SIGTERM', interrupted)
      resolve(code === 0)
    })
  })
}

/** @param {string} name @returns {any} what a reporter wrote, or null when it came to nothing */
function report(name) {
  const path = join(reports, name)
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null
}

/** @returns {Count | null} */
function countVitest() {
  const all = report('vitest.json')
  if (!all) return null
  /** @type {{ status: string, message: string, assertionResults: { status: string, fullName: string }[] }[]} */
  const files = all.testResults
  const tests = files.flatMap((file) => file.assertionResults)
  const broken = files.filter(
    (file) => file.status === 'failed' && file.assertionResults.every(({ status }) => status !== 'failed'),
  )
  return {
    passed: tests.filter(({ status }) => status === 'passed').length,
    failed: tests.filter(({ status }) => status === 'failed').length + broken.length,
    skipped: tests
      .filter(({ status }) => !['passed', 'failed'].includes(status))
      .map(({ fullName }) => fullName),
  }
}

/** @returns {Count | null} */
function countPlaywright() {
  const all = report('e2e.json')
  if (!all) return null
  const { expected, unexpected, flaky } = all.stats
  /** @type {string[]} */
  const skipped = []
  const walk = (/** @type {any} */ suite) => {
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests)
        if (test.status === 'skipped') skipped.push(`${spec.title} [${test.projectName}]`)
    }
    for (const inner of suite.suites ?? []) walk(inner)
  }
  walk(all)
  // A test that passed only when it was repeated has failed.
  return { passed: expected, failed: unexpected + flaky + all.errors.length, skipped }
}
