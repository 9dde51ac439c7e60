/** Everything that is printed arrives, whatever happens to the app on the way. */
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { openRecord } from '../../src/main/lab/record/open-record'
import { HostedLab } from '../support/hosted-lab'
import { TestLab } from '../support/test-lab'

const MANY = resolve('tests/fixtures/programs/ts/prints-many-lines.ts')
const text = (i: number): string => `line ${i} the quick brown fox jumps over the lazy dog`

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'spindle-lost-'))
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  return made
}

function sha256(lines: number): string {
  const hash = createHash('sha256')
  for (let i = 0; i < lines; i += 1) hash.update(`${text(i)}\n`)
  return hash.digest('hex')
}

test(
  'a million lines arrive complete, with flat memory, and any of them can be read',
  { timeout: 120_000 },
  async () => {
    const lines = 1_000_000
    await using lab = new HostedLab(folder(), MANY, [String(lines)])
    const { ended, sha256: seen } = await lab.news('ended')
    expect(ended).toMatchObject({ exitCode: 0, logLines: lines })
    expect(seen).toBe(sha256(lines))
    const grown = lab.told.filter((news) => 'rss' in news)
    const half = grown[Math.floor(grown.length / 2)]?.rss as number
    const peak = Math.max(...grown.map(({ rss }) => rss as number))
    // Garbage comes and goes; a log kept in memory would be 60 MB and more for the second half alone.
    expect(peak - half).toBeLessThan(60e6)
    expect(peak).toBeLessThan(300e6)
  },
)

test(
  'while the app is stopped the unit waits, nothing grows, and nothing is lost',
  { timeout: 120_000 },
  async () => {
    const lines = 600_000
    await using lab = new HostedLab(folder(), MANY, [String(lines)])
    await lab.until('it prints', () => lab.told.some((news) => news.lines > 5_000))
    const first = (await lab.news('pid')).pid as number
    lab.host.kill('SIGSTOP')
    const rss: number[] = []
    for (let i = 0; i < 6; i += 1) {
      await sleep(500) // the three seconds that the app is away
      rss.push(rssOf(first))
    }
    const told = lab.told.length
    lab.host.kill('SIGCONT')
    const { ended, sha256: seen } = await lab.news('ended')
    expect(told).toBeLessThan(lab.told.length)
    expect(ended).toMatchObject({ exitCode: 0, logLines: lines })
    expect(seen).toBe(sha256(lines))
    // It was blocked all the time: from the first half second on it did not grow.
    expect((rss.at(-1) ?? 0) / (rss[0] ?? 1)).toBeLessThan(1.3)
  },
)

test(
  'a record whose app was killed with -9 is read up to its last whole block',
  { timeout: 120_000 },
  async () => {
    const data = folder()
    await using lab = new HostedLab(data, MANY, ['100000000'])
    await lab.until('it prints', () => lab.told.some((news) => news.lines > 50_000))
    lab.host.kill('SIGKILL')
    await lab.exited()
    await lab.childless()
    const [name = ''] = readdirSync(join(data, 'runs')).filter((file) => file.endsWith('.spindle'))
    const { picture, close } = await openRecord(join(data, 'runs', name))
    const { logLines } = picture.run
    expect(logLines).toBeGreaterThan(10_000)
    for (const from of [0, 9_999, logLines - 100]) {
      const { lines } = await picture.readLog({ unit: '1.1' }, from, 50)
      expect(lines.map((line) => line.text)).toEqual(Array.from({ length: 50 }, (_, i) => text(from + i)))
    }
    await close()
    await using later = new TestLab({ dataDir: data })
    const { runs } = await later.handle('lab.snapshot', {})
    expect(runs).toMatchObject([{ state: 'ended', logLines }])
  },
)

/** Resident memory of a process in bytes. */
function rssOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024
}
