/** What is kept between sessions, in `settings.json` of the data folder. */
import { join } from 'node:path'
import * as v from 'valibot'
import { SettingsSchema, type Settings } from '../contract/commands'
import { SpindleError } from '../contract/errors'
import { OneAtATime, readJsonFile, replaceFile } from './json-file'

/** A key that a newer version wrote, or a value it allowed, costs that key and not the whole file. */
const StoredSchema = v.record(v.string(), v.unknown())

export class SettingsStore {
  readonly #path: string
  readonly #steps = new OneAtATime()
  #settings: Settings | null = null
  /** Keys of other versions, written back as they came. */
  #foreign: Record<string, unknown> = {}

  /** @param folder - the data folder; it is made when something is kept for the first time */
  constructor(folder: string) {
    this.#path = join(folder, 'settings.json')
  }

  get(): Promise<Settings> {
    return this.#steps.do(() => this.#load())
  }

  /** Keeps the changes and answers the whole. Rejects with `cannot-write-file`. */
  set(changes: Partial<Settings>): Promise<Settings> {
    return this.#steps.do(async () => {
      const before = await this.#load()
      const given = Object.entries(changes).filter(([, value]) => value !== undefined)
      const after = { ...before, ...Object.fromEntries(given) }
      try {
        await replaceFile(this.#path, JSON.stringify({ ...this.#foreign, ...after }, null, 2) + '\n')
      } catch (cause) {
        const why = cause instanceof Error ? cause.message : String(cause)
        const facts = { name: 'settings.json', why }
        throw new SpindleError('cannot-write-file', facts, `settings cannot be kept: ${why}`, { cause })
      }
      this.#settings = after
      return after
    })
  }

  async #load(): Promise<Settings> {
    if (this.#settings) return this.#settings
    const stored = (await readJsonFile(this.#path, StoredSchema)) ?? {}
    const settings: Record<string, unknown> = {}
    for (const [key, schema] of Object.entries(SettingsSchema.entries)) {
      const kept = v.safeParse(schema, stored[key])
      settings[key] = kept.success ? kept.output : v.getDefault(schema)
      delete stored[key]
    }
    this.#foreign = stored
    this.#settings = v.parse(SettingsSchema, settings)
    return this.#settings
  }
}
