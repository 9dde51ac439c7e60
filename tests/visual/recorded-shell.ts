/**
 * The built page on a tape: its files come from out/renderer, its Lab is what was written down once
 * (scripts/record-tape.js). Nothing on the screen depends on the machine, the time or the luck of a run.
 */
import { readFile } from 'node:fs/promises'
import { extname, join, resolve } from 'node:path'
import type { Page, WebSocketRoute } from '@playwright/test'
import type { CommandArgument, Reply, Request, Settings } from '../../src/contract/commands'
import { SpindleError } from '../../src/contract/errors'
import type { RunSnapshot, Snapshot } from '../../src/contract/events'
import type { LabInfo } from '../../src/contract/lab-info'
import type { LogLine, LogPage } from '../../src/contract/log'

export interface Tape {
  readonly info: LabInfo
  readonly snapshot: Snapshot
  readonly runs: Readonly<Record<string, RunSnapshot>>
  /** Every line of each run. */
  readonly logs: Readonly<Record<string, readonly LogLine[]>>
}

export const TAPE = resolve('tests/visual/tape.json')
const ORIGIN = 'http://spindle.test'
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

/** Opens the page on the tape, at a moment before the runs of the tape were started. */
export async function openOnTape(page: Page, settings: Partial<Settings>): Promise<void> {
  const tape = JSON.parse(await readFile(TAPE, 'utf8')) as Tape
  const first = Math.min(...tape.snapshot.runs.map(({ startedAtWall }) => startedAtWall))
  await page.clock.setFixedTime(first - 1000)
  await page.route(`${ORIGIN}/**`, async (route) => {
    const { pathname } = new URL(route.request().url())
    const file = join(resolve('out/renderer'), pathname === '/' ? 'index.html' : pathname)
    await route.fulfill({
      body: await readFile(file),
      headers: { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' },
    })
  })
  const shell = new RecordedShell(tape, settings)
  await page.routeWebSocket(/\/lab$/, (socket) => shell.serve(socket))
  await page.goto(`${ORIGIN}/#token=tape`)
}

class RecordedShell {
  readonly #tape: Tape
  #settings: Settings

  constructor(tape: Tape, settings: Partial<Settings>) {
    this.#tape = tape
    this.#settings = {
      theme: 'system',
      locale: 'system',
      language: 'typescript',
      speed: 1,
      python: null,
      done: [],
      page: {},
      ...settings,
    }
  }

  serve(socket: WebSocketRoute): void {
    socket.onMessage((text) => {
      const request = JSON.parse(String(text)) as Request
      socket.send(JSON.stringify({ type: 'reply', reply: this.#reply(request) }))
    })
  }

  #reply({ id, command, argument }: Request): Reply {
    try {
      return { id, ok: true, value: this.#answer(command, argument) }
    } catch (error) {
      return { id, ok: false, error: SpindleError.from(error).toEnvelope() }
    }
  }

  #answer(command: string, argument: unknown): unknown {
    switch (command) {
      case 'lab.info':
        return this.#tape.info
      case 'lab.snapshot':
        return this.#tape.snapshot
      case 'run.open':
        return this.#tape.runs[(argument as CommandArgument<'run.open'>).run]
      case 'log.read':
        return this.#read(argument as CommandArgument<'log.read'>)
      case 'settings.get':
        return this.#settings
      case 'settings.set':
        this.#settings = { ...this.#settings, ...(argument as CommandArgument<'settings.set'>).changes }
        return this.#settings
      case 'files.recent':
      case 'program.check':
        return []
      case 'shell.info':
        return {
          kind: 'browser',
          can: { openFileDialog: false, saveFileDialog: false, captureWindow: false, nativeMenu: false },
          locale: null,
        }
      default:
        throw new SpindleError('not-available-here', { what: command })
    }
  }

  #read({ run, view, from, count }: CommandArgument<'log.read'>): LogPage {
    const lines = (this.#tape.logs[run] ?? []).filter(
      ({ unit, text }) =>
        (!view.unit || unit === view.unit || unit.startsWith(`${view.unit}.`)) &&
        (!view.search || text.toLowerCase().includes(view.search.toLowerCase())),
    )
    return { total: lines.length, from, lines: lines.slice(from, from + count) }
  }
}
