/**
 * The records of all sessions in one folder: `ID.spindle`, its summary `ID.json`, `ID.live` while the Lab that
 * writes it lives, and `ID.removed` while it can still be brought back (there may be more than one Lab: an app
 * and a CLI). How many stay, see too-old.ts.
 */
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SpindleError } from '../../../contract/errors'
import { RECORD_ENDING } from '../../../contract/record'
import { RunIdSchema, type Run, type RunId } from '../../../contract/run'
import * as v from 'valibot'
import { isRunning, nameProcess } from '../ending/signals'
import { openRecord } from './open-record'
import { readSummary, writeSummary } from './summary'
import { tooOld, type Kept } from './too-old'

const OwnerSchema = v.object({ pid: v.number(), start: v.nullable(v.number()) })
/** A run that a living Lab writes, or may still bring back. */
const CLAIMS = ['live', 'removed'] as const

export class Shelf {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Rejects with `cannot-write-file`. */
  async open(): Promise<void> {
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    } catch (cause) {
      const why = (cause as NodeJS.ErrnoException).code ?? String(cause)
      throw new SpindleError('cannot-write-file', { name: this.#folder, why }, undefined, { cause })
    }
  }

  recordPath(id: RunId): string {
    return join(this.#folder, `${id}${RECORD_ENDING}`)
  }

  /** The run is being written by this process. */
  claim(id: RunId): Promise<void> {
    return this.#claim(id, 'live')
  }

  /** It is not written after all. */
  async unclaim(id: RunId): Promise<void> {
    await rm(this.#path(id, 'live'), { force: true })
  }

  /** The run is over and its record complete; or its summary has changed. */
  async put(run: Run): Promise<void> {
    await writeSummary(this.#path(run.id, 'json'), run)
    await this.unclaim(run.id)
  }

  /** Whoever lists runs does not find it any longer; what it was stays until `remove`. */
  putAside(id: RunId): Promise<void> {
    return this.#claim(id, 'removed')
  }

  async putBack(id: RunId): Promise<void> {
    await rm(this.#path(id, 'removed'), { force: true })
  }

  async remove(id: RunId): Promise<void> {
    await rm(this.recordPath(id), { force: true })
    for (const ending of ['json', ...CLAIMS]) await rm(this.#path(id, ending), { force: true })
  }

  /** Finished runs, newest first; removes those that are too old. Records that cannot be read are left out. */
  async list(): Promise<Run[]> {
    // What another Lab takes away meanwhile, or what the disk does not give, must not cost all the others.
    const found = await Promise.all((await this.#ids()).map((id) => this.#find(id).catch(() => [])))
    const kept: Kept[] = []
    // One after the other: what must be read whole is read by itself.
    for (const { id, run } of found.flat()) kept.push(...(run ? [{ id, run }] : await this.#fromRecord(id)))
    const old = new Set(tooOld(kept))
    for (const { id } of old) await this.remove(id).catch(() => undefined) // tried again the next time
    return kept.filter((one) => !old.has(one)).map(({ run }) => run)
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

  /** `run` is `null` where only the record can tell of it. */
  async #find(id: RunId): Promise<{ readonly id: RunId; readonly run: Run | null }[]> {
    const [live, removed] = await Promise.all(CLAIMS.map((ending) => this.#owner(id, ending)))
    if (live === 'alive' || removed === 'alive') return []
    if (removed === 'gone') {
      await this.remove(id)
      return []
    }
    const known = await readSummary(this.#path(id, 'json'))
    return [{ id, run: known?.id === id ? await this.#measured(id, known) : null }]
  }

  /** Summaries of earlier versions do not tell how long the record is. */
  async #measured(id: RunId, run: Run): Promise<Run> {
    if (run.recordBytes !== undefined) return run
    const { size } = await stat(this.recordPath(id))
    return { ...run, recordBytes: size }
  }

  /** The Lab that wrote it did not come to an end: what it managed to write tells of the run. */
  async #fromRecord(id: RunId): Promise<Kept[]> {
    try {
      const { picture, close } = await openRecord(this.recordPath(id))
      const { size } = await stat(this.recordPath(id))
      await close()
      const run = { ...picture.run, recordBytes: size }
      // On a full disk it is listed all the same, and read anew the next time.
      await this.put(run).catch(() => undefined)
      return [{ id, run }]
    } catch {
      return [] // opening it by name says why
    }
  }

  async #claim(id: RunId, ending: (typeof CLAIMS)[number]): Promise<void> {
    await writeFile(this.#path(id, ending), JSON.stringify(nameProcess(process.pid)), { mode: 0o600 })
  }

  /** Whether the Lab that claims the run lives. */
  async #owner(id: RunId, ending: (typeof CLAIMS)[number]): Promise<'nobody' | 'alive' | 'gone'> {
    try {
      const text = await readFile(this.#path(id, ending), 'utf8')
      return isRunning(v.parse(OwnerSchema, JSON.parse(text))) ? 'alive' : 'gone'
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'nobody' : 'gone'
    }
  }

  #path(id: RunId, ending: string): string {
    return join(this.#folder, `${id}.${ending}`)
  }
}
