/**
 * Takes the types out of a program, in place, so that every line and column stays true. The result is kept
 * on disk by the content it was made from: each thread of a process needs it again.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import module from 'node:module'
import { threadId } from 'node:worker_threads'

/** @throws SyntaxError with `code` and a stack that begins with the line (see syntax-error.ts) */
export function stripTypes(source: string, cache: string | null): string {
  if (cache === null) return module.stripTypeScriptTypes(source)
  const key = createHash('sha256').update(process.version).update('\0').update(source).digest('hex')
  const file = join(cache, `${key}.js`)
  try {
    return readFileSync(file, 'utf8')
  } catch {
    // Not there yet, or not to be read: made anew below.
  }
  const stripped = module.stripTypeScriptTypes(source)
  try {
    mkdirSync(cache, { recursive: true, mode: 0o700 })
    // Written under another name first: another thread may read it at any moment.
    const temporary = `${file}.${process.pid}.${threadId}`
    writeFileSync(temporary, stripped)
    renameSync(temporary, file)
  } catch {
    // A full or read-only disk costs time, not the run.
  }
  return stripped
}
