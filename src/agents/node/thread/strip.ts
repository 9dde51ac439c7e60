/**
 * Takes the types out of a program, in place, so that every line and column stays true. The result is kept
 * on disk: each thread and each process of the program needs it again, and so does its next run.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { threadId } from 'node:worker_threads'

/** Between the source and what was made of it, in a file of the cache. */
const SEPARATOR = '\0'

/** @throws SyntaxError with `code` and a stack that begins with the line (see syntax-error.ts) */
export function stripTypes(source: string, cache: string | null): string {
  if (cache === null) return stripTypeScriptTypes(source)
  const file = join(cache, `${fingerprint(source)}.stripped`)
  const head = `${process.version}${SEPARATOR}${source}${SEPARATOR}`
  try {
    const kept = readFileSync(file, 'utf8')
    // The name is no proof, the source itself is.
    if (kept.startsWith(head)) return kept.slice(head.length)
  } catch {
    // Not there yet, or not to be read: made anew below.
  }
  const stripped = stripTypeScriptTypes(source)
  try {
    mkdirSync(cache, { recursive: true, mode: 0o700 })
    // Written under another name first: another thread may read it at any moment.
    const temporary = `${file}.${process.pid}.${threadId}`
    writeFileSync(temporary, head + stripped, { mode: 0o600 })
    renameSync(temporary, file)
  } catch {
    // A full or read-only disk costs time, not the run.
  }
  return stripped
}

/** A short name for a text. Loading a real hash costs a thread three milliseconds. */
function fingerprint(text: string): string {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 2654435761)
    b = Math.imul(b ^ code, 1597334677)
  }
  return `${(a >>> 0).toString(16)}-${(b >>> 0).toString(16)}-${text.length.toString(16)}`
}
