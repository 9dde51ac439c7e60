/** Starts the built shells for end-to-end tests, each with a data folder of its own, and ends them. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

const OUT = resolve('out/main')
/** A shell that has been told to end must be gone by then: the app's own limit is 8 s. */
const END_LIMIT_MS = 10_000

export interface ShellOptions {
  /** Everything the shell keeps is kept there. */
  readonly dataFolder: string
  /** The person's locale, as the environment tells it: `ko_KR.UTF-8`. */
  readonly lang: string
}

/** The environment of a shell under test. */
export function shellEnvironment({ dataFolder, lang }: ShellOptions): Record<string, string> {
  const env: Record<string, string> = {}
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) env[name] = value
  delete env['ELECTRON_RUN_AS_NODE']
  return { ...env, SPINDLE_DATA: dataFolder, LANG: lang, LC_ALL: lang }
}

export class BrowserShell {
  readonly url: string
  readonly process: ChildProcess

  private constructor(url: string, child: ChildProcess) {
    this.url = url
    this.process = child
  }

  /** Settles once the shell has printed its URL. Rejects with what it said when it ends before. */
  static async start(options: ShellOptions): Promise<BrowserShell> {
    const child = spawn(process.execPath, [join(OUT, 'browser.js'), '--no-open'], {
      env: shellEnvironment(options),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    child.stderr.on('data', (text) => (said += text))
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`the browser shell ended with ${code}: ${said}`)
    })
    const [line] = (await Promise.race([once(createInterface(child.stdout), 'line'), ended])) as [string]
    ended.catch(() => undefined) // from here on its end is expected
    return new BrowserShell(line, child)
  }

  /** Ends it as Ctrl-C would. Rejects when it does not end in time. */
  async stop(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return
    const limit = setTimeout(() => this.process.kill('SIGKILL'), END_LIMIT_MS)
    const ended = once(this.process, 'exit')
    this.process.kill('SIGINT')
    const [code, signal] = (await ended) as [number | null, string | null]
    clearTimeout(limit)
    if (code !== 0) throw new Error(`the shell did not end by itself: ${code ?? signal}`)
  }
}

/**
 * Command lines of processes that were started for this data folder and are still there. Linux only: the
 * list is empty elsewhere.
 */
export async function leftBehind(dataFolder: string): Promise<string[]> {
  const found: string[] = []
  for (const pid of await readdir('/proc').catch(() => [])) {
    if (!/^\d+$/.test(pid)) continue
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '') // gone, or not ours
    if (!environment.includes(dataFolder)) continue
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    if (line) found.push(`${pid} ${line.replaceAll('\0', ' ').trim()}`)
  }
  return found
}
