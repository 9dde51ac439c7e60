/**
 * `npm run bench [NAME…]`: runs every bench (or those whose name contains a word) and prints one table.
 * Only ratios inside one run count: machines drift, so each bench measures its raw side in the same run.
 */
import { readdirSync } from 'node:fs'
import { availableParallelism, totalmem } from 'node:os'
import { pathToFileURL } from 'node:url'
import { here } from './support.js'

const wanted = process.argv.slice(2)
const files = readdirSync(here('.'))
  .filter((file) => file.endsWith('.bench.js'))
  .filter((file) => wanted.length === 0 || wanted.some((word) => file.includes(word)))

const number = (value) => (value === null ? '–' : value >= 100 ? value.toFixed(0) : value.toFixed(2))
const rows = []
for (const file of files) {
  process.stderr.write(`${file} …\n`)
  const { default: bench } = await import(pathToFileURL(here(file)).href)
  rows.push(...(await bench()))
}
console.log(
  `\nNode ${process.version}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB\n`,
)
console.log('| what | Spindle | raw | ratio | goal |\n|---|---:|---:|---:|---:|')
for (const { what, spindle, raw, ratio, goal, unit } of rows) {
  const ratioText = ratio === null ? '–' : `${ratio.toFixed(2)}×`
  const goalText = goal === null ? '–' : ratio === null ? `${goal} ${unit}` : `≤ ${goal}×`
  console.log(
    `| ${what} | ${number(spindle)} ${unit} | ${number(raw)}${raw === null ? '' : ` ${unit}`} | ${ratioText} | ${goalText} |`,
  )
}
