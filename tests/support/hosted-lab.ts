/** Starts `lab-host.ts` and follows what it tells. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import {
  isLiving,
  MARK_VARIABLE,
  processRows,
  type ProcessRow,
} from '../../src/main/lab/ending/process-table'

const LIMIT_MS = 60_000

export class HostedLab {
  readonly host: ChildProcess
  readonly told: Record<string, any>[] = []
  readonly #wakers = new Set<() => void>()
  readonly #exited: Promise<unknown[]>
  #errors = ''

  constructor(dataDir: string, file: string, args: readonly string[] = []) {
    const node = ['--import', './tests/support/resolve-ts.js', '--disable-warning=ExperimentalWarning']
    this.host = spawn(process.execPath, [...node, 'tests/support/lab-host.ts', dataDir, file, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#exited = once(this.host, 'exit')
    this.host.stderr?.on('data', (text) => (this.#errors += text))
    if (this.host.stdout) {
      createInterface({ input: this.host.stdout }).on('line', (line) => {
        this.told.push(JSON.parse(line))
        for (const wake of [...this.#wakers]) wake()
      })
    }
  }

  get pid(): number {
    return this.host.pid as number
  }

  /** Waits until something was told. */
  until<T>(what: string, find: () => T | undefined | false): Promise<T> {
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => {
        const told = this.told.slice(-40).map((news) => JSON.stringify(news))
        reject(new Error(`waited too long until ${what}; told:\n${told.join('\n')}\n${this.#errors}`))
      }, LIMIT_MS)
      const look = (): void => {
        const found = find()
        if (!found) return
        this.#wakers.delete(look)
        clearTimeout(limit)
        resolve(found)
      }
      this.#wakers.add(look)
      look()
    })
  }

  /** Waits for a piece of news that has this key. */
  news(key: string): Promise<any> {
    return this.until(`${key} is told`, () => this.told.find((news) => key in news))
  }

  state(unit: string, state: string): Promise<unknown> {
    return this.until(`${unit} is ${state}`, () =>
      this.told.some((one) => one.unit === unit && one.state === state),
    )
  }

  /** Living processes of its runs, wherever they have gone: they carry the mark of this host, also after its death. */
  family(): ProcessRow[] {
    const mark = `${MARK_VARIABLE}=${this.pid}.`
    return processRows().filter((row) => {
      try {
        return isLiving(row) && readFileSync(`/proc/${row.pid}/environ`, 'latin1').includes(mark)
      } catch {
        return false // somebody else's, or gone
      }
    })
  }

  /** Waits until no process of its runs lives; usually that takes some hundredths of a second. */
  async childless(): Promise<void> {
    const began = performance.now()
    while (this.family().length > 0) {
      const ms = performance.now() - began
      if (ms > LIMIT_MS) throw new Error(`still there: ${JSON.stringify(this.family())}`)
      await new Promise((go) => setTimeout(go, 10))
    }
  }

  exited(): Promise<unknown[]> {
    return this.#exited
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.host.exitCode === null && this.host.signalCode === null) this.host.kill('SIGKILL')
    await this.#exited
  }
}
