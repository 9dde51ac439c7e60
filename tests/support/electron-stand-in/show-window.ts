/** The test's side of the stand-in: starts the built app and shows its window as a page of the test's Chromium. */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Page } from '@playwright/test'
import type { Fetched, FromApp, ToApp } from './messages.ts'

/** Chromium does not know the scheme app:; this address, which is never looked up, stands for it. */
const SHOWN_ORIGIN = 'https://bundle.spindle.invalid'
const APP_ORIGIN = 'app://bundle'
const END_LIMIT_MS = 8_000

export class StandInApp {
  readonly process: ChildProcess
  /** Labels of the menu bar as they are now. */
  menu: readonly string[] = []
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  readonly #load = Promise.withResolvers<Extract<FromApp, { type: 'load' }>>()
  readonly #shown = Promise.withResolvers<void>()
  #toPage: (channel: string, args: readonly unknown[]) => void = () => undefined
  #ids = 0
  #isClosing = false
  #said = ''

  /** @param files - programs to open, as from a double-click */
  constructor(env: Record<string, string>, files: readonly string[] = []) {
    this.process = fork(resolve('out/main/index.js'), files, {
      execArgv: ['--import', resolve('tests/support/electron-stand-in/register.ts')],
      env,
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream?.on('data', (text) => (this.#said += String(text)))
    }
    this.process.on('message', (message) => this.#hear(message as FromApp))
    this.process.once('exit', (code) => {
      if (this.#isClosing) return // the page goes with its window: nobody is left to be told
      const error = new Error(`the app ended with ${code}: ${this.#said}`)
      this.#load.reject(error)
      this.#shown.reject(error)
      for (const { reject } of this.#waiting.values()) reject(error)
    })
    this.#load.promise.catch(() => undefined)
    this.#shown.promise.catch(() => undefined)
  }

  /** Settles when the app has asked for its page. */
  get loading(): Promise<unknown> {
    return this.#load.promise
  }

  /** What becomes of the messages that the app sends to its page. */
  onToPage(listener: (channel: string, args: readonly unknown[]) => void): void {
    this.#toPage = listener
  }

  /** Shows the window's page as the app wants it shown. */
  async show(page: Page): Promise<void> {
    const { url, preload } = await this.#load.promise
    await page.route(`${SHOWN_ORIGIN}/**`, async (route) => {
      const asked = route.request().url().replace(SHOWN_ORIGIN, APP_ORIGIN)
      const fetched = await this.ask<Fetched>({ type: 'fetch', url: asked, method: route.request().method() })
      await route.fulfill({ ...fetched, body: Buffer.from(fetched.body, 'base64') })
    })
    const originOf = (frame: { url(): string }): string =>
      new URL(frame.url()).origin.replace(SHOWN_ORIGIN, APP_ORIGIN)
    await page.exposeBinding('standInInvoke', ({ frame }, channel: string, args: unknown[]) =>
      this.ask({ type: 'invoke', origin: originOf(frame), channel, args }),
    )
    await page.exposeBinding('standInSend', ({ frame }, channel: string, args: unknown[]) =>
      this.tell({ type: 'send', origin: originOf(frame), channel, args }),
    )
    await page.addInitScript(preloadScript(readFileSync(preload, 'utf8')))
    this.onToPage((channel, args) => hearIn(page, channel, args))
    page.on('load', () => this.tell({ type: 'loaded' }))
    await page.goto(url.replace(APP_ORIGIN, SHOWN_ORIGIN))
    await this.#shown.promise
  }

  tell(message: ToApp): void {
    if (this.process.connected) this.process.send(message)
  }

  ask<T>(
    message: Omit<Extract<ToApp, { type: 'fetch' }>, 'id'> | Omit<Extract<ToApp, { type: 'invoke' }>, 'id'>,
  ) {
    const id = (this.#ids += 1)
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject })
      this.tell({ ...message, id } as ToApp)
    })
  }

  /** Closes the window as a person does; rejects when the app does not end by itself within 8 s. */
  async close(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return
    this.#isClosing = true
    const late = setTimeout(() => this.process.kill('SIGKILL'), END_LIMIT_MS)
    const ended = once(this.process, 'exit')
    this.tell({ type: 'close' })
    const [code, signal] = (await ended) as [number | null, string | null]
    clearTimeout(late)
    if (code !== 0) throw new Error(`the app did not end by itself: ${code ?? signal} ${this.#said}`)
  }

  #hear(message: FromApp): void {
    switch (message.type) {
      case 'load':
        return this.#load.resolve(message)
      case 'shown':
        return this.#shown.resolve()
      case 'menu':
        this.menu = message.labels
        return
      case 'answer': {
        const waiting = this.#waiting.get(message.id)
        this.#waiting.delete(message.id)
        return message.error ? waiting?.reject(new Error(message.error)) : waiting?.resolve(message.value)
      }
      case 'to-page':
        return this.#toPage(message.channel, message.args)
    }
  }
}

/** A page that is being closed or loaded anew has nobody to hear it, as in Electron. */
function hearIn(page: Page, channel: string, args: readonly unknown[]): void {
  const hear = ([name, given]: readonly [string, readonly unknown[]]): void =>
    (globalThis as unknown as { standInHear?: (c: string, a: readonly unknown[]) => void }).standInHear?.(
      name,
      given,
    )
  page.evaluate(hear, [channel, args] as const).catch(() => undefined)
}

/**
 * Runs the built preload before the page, with a `require` that knows what a sandboxed preload can require,
 * and a bridge that clones what crosses it, as Electron's does (a reactive proxy is refused).
 */
function preloadScript(preload: string): string {
  return `(() => {
    const listeners = new Map()
    const bridged = (value) =>
      typeof value === 'function'
        ? (...args) => {
            const result = value(...args.map((argument) =>
              typeof argument === 'function' ? bridged(argument) : argument instanceof File ? argument : structuredClone(argument)))
            return result instanceof Promise ? result.then((settled) => structuredClone(settled)) : bridged(result)
          }
        : structuredClone(value)
    const electron = {
      contextBridge: {
        exposeInMainWorld: (name, api) =>
          Object.defineProperty(window, name, {
            value: Object.freeze(Object.fromEntries(Object.entries(api).map(([key, value]) => [key, bridged(value)]))),
          }),
      },
      ipcRenderer: {
        invoke: (channel, ...args) => window.standInInvoke(channel, structuredClone(args)),
        send: (channel, ...args) => void window.standInSend(channel, structuredClone(args)),
        on: (channel, listener) => listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
      },
      webUtils: { getPathForFile: () => '' },
    }
    window.standInHear = (channel, args) => {
      for (const listener of listeners.get(channel) ?? []) listener({}, ...structuredClone(args))
    }
    const require = (name) => {
      if (name === 'electron') return electron
      throw new Error('a sandboxed preload cannot require ' + name)
    }
    ;((require, module, exports) => {${preload}\n})(require, { exports: {} }, {})
  })()`
}
