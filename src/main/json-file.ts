/** A small JSON file that is read once and written whole: settings, the list of chosen files. */
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import * as v from 'valibot'

/**
 * Reads and checks the file. A missing one is `null`; one that cannot be read, is damaged or of another
 * shape is moved aside as `NAME.broken` (so that nothing of the person's is lost) and is `null` as well.
 */
export async function readJsonFile<S extends v.GenericSchema>(
  path: string,
  schema: S,
): Promise<v.InferOutput<S> | null> {
  try {
    return v.parse(schema, JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    // Where even that cannot be done, the next write fails and says so.
    await rename(path, `${path}.broken`).catch(() => undefined)
    return null
  }
}

/** Replaces a file in one step: a reader, and a power cut, meet the old text or the new one, never a half. */
export async function replaceFile(path: string, text: string, mode = 0o600): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const half = `${path}.${process.pid}.half`
  const file = await open(half, 'w', mode)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  try {
    await rename(half, path)
  } catch (error) {
    await rm(half, { force: true })
    throw error
  }
}

/** Runs asynchronous steps one after another, in the order of the calls; a failed one does not stop the next. */
export class OneAtATime {
  #last: Promise<unknown> = Promise.resolve()

  do<T>(step: () => Promise<T>): Promise<T> {
    const next = this.#last.then(step, step)
    this.#last = next.catch(() => undefined) // the caller of `do` gets the error
    return next
  }
}
