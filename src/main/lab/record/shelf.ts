/**
 * The records of all sessions in one folder: `ID.spindle`, its summary `ID.json`, and `ID.live` while the
 * Lab that writes it lives (there may be more than one Lab: an app and a CLI). The newest KEPT_RUNS stay.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { RECORD_ENDING } from '../../../contract/record'
import { RunIdSchema, type Run, type RunId } from '../../../contract/run'
import * as v from 'valibot'
import { isRunning, nameProcess } from '../ending/signals'
import { openRecord } from './open-record'
import { readSummary, writeSummary } from './summary'

export const KEPT_RUNS = 50
const OwnerSchema = v.object({ pid: v.number(), start: v.nullable(v.number()) })

export class Shelf {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  async open(): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
  }

  recordPath(id: RunId): string {
    return join(this.#folder, `${id}${RECORD_ENDING}`)
  }

  /** The run is being written by this process. */
  async claim(id: RunId): Promise<void> {
    await writeFile(this.#path(id, 'live'), JSON.stringify(nameProcess(process.pid)), { mode: 0o600 })
  }

  /** The run is over and its record complete. */
  async put(run: Run): Promise<void> {
    await writeSummary(this.#path(run.id, 'json'), run)
    await rm(this.#path(run.id, 'live'), { force: true })
  }

  async remove(id: RunId): Promise<void> {
    await rm(this.recordPath(id), { force: true })
    await rm(this.#path(id, 'json'), { force: true })
    await rm(this.#path(id, 'live'), { force: true })
  }

  /** Finished runs, newest first; removes those that are too old. Records that cannot be read are left out. */
  async list(): Promise<Run[]> {
    const ids = await this.#ids()
    const runs: Run[] = []
    for (const id of ids) {
      if (await this.#isLive(id)) continue
      if (runs.length >= KEPT_RUNS) await this.remove(id)
      else runs.push(...(await this.#summary(id)))
    }
    return runs
  }

  /** Newest first: ids begin with the time of the start. */
  async #ids(): Promise<RunId[]> {
    const names = await readdir(this.#folder)
    return names
      .filter((name) => name.endsWith(RECORD_ENDING))
      .map((name) => name.slice(0, -RECORD_ENDING.length))
      .filter((id) => v.is(RunIdSchema, id))
      .sort()
      .reverse()
  }

  async #summary(id: RunId): Promise<Run[]> {
    const known = await readSummary(this.#path(id, 'json'))
    if (known?.id === id) return [known]
    try {
      // The Lab that wrote it did not come to an end: what it managed to write tells of the run.
      const { picture, close } = await openRecord(this.recordPath(id))
      const { run } = picture
      await close()
      await this.put(run)
      return [run]
    } catch {
      return [] // opening it by name says why
    }
  }

  async #isLive(id: RunId): Promise<boolean> {
    try {
      const owner = v.parse(OwnerSchema, JSON.parse(await readFile(this.#path(id, 'live'), 'utf8')))
      return isRunning(owner)
    } catch {
      return false // nobody claims it
    }
  }

  #path(id: RunId, ending: string): string {
    return join(this.#folder, `${id}.${ending}`)
  }
}
