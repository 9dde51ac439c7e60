/** Start of a program: from the person's click to the patch that says that main runs, against a plain fork. */
import { fork } from 'node:child_process'
import { here, median, printedMs, row, run } from './support.js'

const COUNT = 9

async function bareFork() {
  const began = performance.now()
  const child = fork(here('raw/first.cjs'))
  await new Promise((resolve) => child.once('message', resolve))
  const ms = performance.now() - began
  await new Promise((resolve) => child.once('exit', resolve))
  return ms
}

const starts = async (kind) =>
  printedMs(
    await run(process.execPath, [
      '--import',
      here('../tests/support/resolve-ts.js'),
      '--disable-warning=ExperimentalWarning',
      here('lab/start-runs.js'),
      String(COUNT),
      kind,
    ]),
  )

export default async function bench() {
  const cold = await starts('cold')
  const forks = []
  for (let i = 0; i < COUNT; i++) forks.push(await bareFork())
  const spare = await starts('spare')
  return [
    row('program shown as running, cold', median(cold), median(forks), 2.5),
    row('program shown as running, from the spare', median(spare), median(forks), null),
  ]
}
