import { expect, test } from 'vitest'
import type { LogLine } from '../../../../../src/contract/log'
import type { Unit } from '../../../../../src/contract/unit'
import { LineOrders } from '../../../../../src/main/lab/repeat/line-orders'

const PID = 4242

/** A run of main, the threads A and B, and the child process kid; `unit text` per line. */
function runOf(lines: readonly string[], pid = PID): [Unit[], LogLine[]] {
  const unit = (id: string, kind: Unit['kind'], name: string, of: number, parent: string | null): Unit => ({
    id,
    kind,
    process: id.split('.')[0]!,
    parent,
    name,
    daemon: false,
    helper: false,
    pid: of,
    tid: kind === 'process' ? null : of + 1,
    ppid: null,
    state: 'finished',
    wait: null,
    since: 0,
    createdAt: 0,
    startedAt: 0,
    startedBy: null,
    end: null,
    joined: false,
    source: null,
  })
  const units = [
    unit('1', 'process', 'program', pid, null),
    unit('1.1', 'main', 'MainThread', pid, '1'),
    unit('1.2', 'thread', 'A', pid, '1.1'),
    unit('1.3', 'thread', 'B', pid, '1.1'),
    unit('2', 'process', 'kid', pid + 10, '1.1'),
    unit('2.1', 'main', 'MainThread', pid + 10, '2'),
  ]
  const ids: Record<string, string> = { main: '1.1', A: '1.2', B: '1.3', kid: '2.1' }
  return [
    units,
    lines.map((line, index) => {
      const [, name = '', text = ''] = /^(\S+) (.*)$/.exec(line) ?? []
      return { index, unit: ids[name]!, stream: 'out', at: index, text, open: false }
    }),
  ]
}

function ordersOf(runs: readonly (readonly string[])[]): LineOrders {
  const orders = new LineOrders()
  runs.forEach((lines, index) => orders.add(...runOf(lines, PID + index * 100)))
  return orders
}
const texts = (orders: LineOrders, exact = false): string[][] =>
  orders.orders(exact).orders.map(({ lines }) => lines.map(({ unit, text }) => `${unit} ${text}`))

test('orders are counted, the commonest first, and of equals the one that came first', () => {
  const orders = ordersOf([['main end', 'A end'], ['A end', 'main end'], ['A end', 'main end'], ['main end']])
  const { ofTrials, orders: found } = orders.orders(false)
  expect(found.map(({ trials }) => trials)).toEqual([[1, 2], [0], [3]])
  expect(ofTrials).toEqual([1, 0, 0, 2])
  expect(texts(orders)[0]).toEqual(['A end', 'MainThread end'])
})

test('the same text of another unit is another line, and a child process goes by its own name', () => {
  expect(texts(ordersOf([['A x'], ['B x'], ['kid x']]))).toEqual([['A x'], ['B x'], ['kid x']])
})

test('PIDs and TIDs of the run never count, not even where values do', () => {
  const orders = ordersOf([
    [`main PID ${PID}`, `kid PID ${PID + 10}, parent ${PID}`],
    [`main PID ${PID + 100}`, `kid PID ${PID + 110}, parent ${PID + 100}`],
  ])
  expect(texts(orders, true)).toEqual([['MainThread PID #', 'kid PID #, parent #']])
})

test('results that change from run to run are masked, and count where values do', () => {
  const orders = ordersOf([['main total 78123'], ['main total 80000'], ['main total 78123']])
  expect(texts(orders)).toEqual([['MainThread total #']])
  expect(texts(orders, true)).toEqual([['MainThread total 78123'], ['MainThread total 80000']])
})

test('times with fractions and addresses are one number each', () => {
  const orders = ordersOf([['main took 0.123 s at 0x7fa'], ['main took 0.2 s at 0x1b']])
  expect(texts(orders)).toEqual([['MainThread took # s at #']])
})

test('a number that tells lines of one run apart is kept: the order of results is an order', () => {
  const orders = ordersOf([
    ['main got 1', 'main got 2'],
    ['main got 2', 'main got 1'],
    ['main got 1', 'main got 2'],
  ])
  expect(texts(orders)).toEqual([
    ['MainThread got 1', 'MainThread got 2'],
    ['MainThread got 2', 'MainThread got 1'],
  ])
})

test('a run that broke off does not unmask nor mask what the others have', () => {
  const orders = ordersOf([
    ['main got 1', 'main got 2', 'main total 5'],
    ['main got 1'],
    ['main got 1', 'main got 2', 'main total 7'],
  ])
  expect(texts(orders)).toEqual([
    ['MainThread got 1', 'MainThread got 2', 'MainThread total #'],
    ['MainThread got 1'],
  ])
})

test('runs that each lack another one of many lines keep the names of the others', () => {
  const all = Array.from({ length: 20 }, (_, n) => `main got ${n}`)
  const orders = ordersOf([0, 7, 19].map((lost) => all.filter((_, n) => n !== lost)))
  expect(orders.orders(false).orders).toHaveLength(3)
  expect(texts(orders)[0]?.[0]).toBe('MainThread got 1')
})

test('a number turns out to change only later: earlier runs are counted anew', () => {
  const orders = ordersOf([['main total 5'], ['main total 5']])
  expect(texts(orders)).toEqual([['MainThread total 5']])
  orders.add(...runOf(['main total 6']))
  expect(texts(orders)).toEqual([['MainThread total #']])
  expect(orders.orders(false).orders[0]?.trials).toEqual([0, 1, 2])
})

test('what was kept is read again as it was', () => {
  const orders = ordersOf([['A x'], ['B x'], ['A x']])
  const again = new LineOrders(structuredClone(orders.lines), structuredClone(orders.trials))
  again.add(...runOf(['B x']))
  again.add(...runOf(['B x']))
  expect(again.orders(true).ofTrials).toEqual([1, 0, 1, 0, 0])
})

test('a run without a line has an order of its own', () => {
  expect(ordersOf([['A x'], []]).orders(false).ofTrials).toEqual([0, 1])
})
