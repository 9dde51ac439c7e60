/** How many of ten thousand lines arrive when the unit that printed them dies right after. */
import { row, spindle } from './support.js'

const WAYS = ['exit', 'throw', 'oom', 'spin']

export default async function bench() {
  const rows = []
  for (const how of WAYS) {
    const { out } = await spindle('prints-then.ts', [how])
    const kept = out.split('\n').filter((line) => line.endsWith('lazy dog, 12')).length
    rows.push(row(`lines kept of 10000, then ${how}`, kept, null, 10_000, 'lines'))
  }
  return rows
}
