/**
 * Repetitions of all sessions in one folder: `ID.json`, and `ID.live` as long as the Lab lives that has it
 * under way or can still bring it back.
 */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import type { RepeatId } from '../../../contract/repeat'
import { isRunning, nameProcess } from '../ending/signals'
import { KeptRepeatSchema, type KeptRepeat } from './repeat-book'

const OwnerSchema = v.object({ pid: v.number(), start: v.nullable(v.number()) })
const ENDING = '.json'

export class RepeatShelf {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  async claim(id: RepeatId): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    await writeFile(this.#path(id, '.live'), JSON.stringify(nameProcess(process.pid)), { mode: 0o600 })
  }

  async unclaim(id: RepeatId): Promise<void> {
    await rm(this.#path(id, '.live'), { force: true })
  }

  async put(kept: KeptRepeat): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    const path = this.#path(kept.repeat.id, ENDING)
    await writeFile(`${path}.new`, JSON.stringify(kept), { mode: 0o600 })
    await rename(`${path}.new`, path)
  }

  async remove(id: RepeatId): Promise<void> {
    await rm(this.#path(id, ENDING), { force: true })
    await this.unclaim(id)
  }

  /** Those of earlier sessions, newest first, and the names of those that other living Labs have. */
  async list(): Promise<{ readonly kept: KeptRepeat[]; readonly elsewhere: ReadonlySet<RepeatId> }> {
    const names = await readdir(this.#folder).catch(() => []) // there were none yet
    const elsewhere = new Set<RepeatId>()
    const kept: KeptRepeat[] = []
    for (const name of names.sort().reverse()) {
      if (!name.endsWith(ENDING)) continue
      const id = name.slice(0, -ENDING.length)
      if (await this.#isElsewhere(id)) elsewhere.add(id)
      else kept.push(...(await this.#read(id)))
    }
    return { kept, elsewhere }
  }

  async #read(id: RepeatId): Promise<KeptRepeat[]> {
    try {
      const parsed = v.safeParse(KeptRepeatSchema, JSON.parse(await readFile(this.#path(id, ENDING), 'utf8')))
      return parsed.success && parsed.output.repeat.id === id ? [parsed.output] : []
    } catch {
      return [] // written by half; its runs go with it
    }
  }

  async #isElsewhere(id: RepeatId): Promise<boolean> {
    try {
      return isRunning(v.parse(OwnerSchema, JSON.parse(await readFile(this.#path(id, '.live'), 'utf8'))))
    } catch {
      return false // nobody claims it
    }
  }

  #path(id: RepeatId, ending: string): string {
    return join(this.#folder, `${id}${ending}`)
  }
}
