/** A million lines from one unit: the whole command, with the run's record on disk, against `node program > /dev/null`. */
import { closeSync, openSync } from 'node:fs'
import { here, median, row, run, spindle } from './support.js'

const LINES = 1_000_000
const ROUNDS = 5

export default async function bench() {
  const devNull = openSync('/dev/null', 'w')
  const raw = []
  const ours = []
  for (let i = 0; i < ROUNDS; i++) {
    raw.push(
      (await run(process.execPath, [here('raw/many-lines.mjs'), String(LINES)], { stdout: devNull })).ms,
    )
    ours.push((await spindle('many-lines.ts', [LINES], { stdout: devNull })).ms)
  }
  closeSync(devNull)
  return [row('a million lines, whole command', median(ours), median(raw), 0.5)]
}
