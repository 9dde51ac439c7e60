import { beforeEach, expect, it } from 'vitest'
import { locale } from '../../../../../src/renderer/src/i18n'
import { rowsText } from '../../../../../src/renderer/src/panels/units/copy-text'
import { layOut } from '../../../../../src/renderer/src/panels/units/rows'
import { RunData } from '../../../../../src/renderer/src/stores/run-data'
import { market, marketSnapshot, NOW } from '../../fixtures/market'

const run = new RunData(market)
run.load(marketSnapshot)
const { rows } = layOut(marketSnapshot.units)
const row = (unit: string): (typeof rows)[number] => rows.find((one) => one.unit === unit)!

beforeEach(() => {
  locale.value = 'en'
})

it('is one line per unit, cut by tabs, under a line of heads', () => {
  expect(rowsText(run, [row('1.5'), row('1.6'), row('4')], NOW).split('\n')).toEqual([
    'Name\tKind\tPID\tTID\tParent PID\tDaemon\tStatus\tCPU %\tMemory\tTime s',
    'ticker\tthread\t48211\t48217\t48190\tDaemon\tRunning\t48.7\t46.8 MB\t6.14',
    'report\tthread\t48211\t—\t48190\tNot a daemon\tNot started\t—\t46.8 MB\t—',
    'quote-2\tprocess\t48214\t48214\t48211\tNot a daemon\tTerminated · SIGTERM (Ended, not joined yet)\t—\t—\t4.86',
  ])
})

it('keeps a name with tabs and line ends in its cell', () => {
  const odd = new RunData(market)
  odd.load({
    ...marketSnapshot,
    units: marketSnapshot.units.map((unit) => (unit.id === '1.5' ? { ...unit, name: 'a\tb\nc' } : unit)),
  })
  expect(rowsText(odd, [row('1.5')], NOW).split('\n')[1]).toMatch(/^a b c\tthread\t/)
})
