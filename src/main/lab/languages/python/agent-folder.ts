/**
 * Where the Python agent is loaded from: a copy in the cache, since Python can neither read inside Electron's
 * archive nor keep its compiled form in a folder of an installed app. One folder per content of the agent.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SpindleError } from '../../../../contract/errors'

const FILES = ['spindle_agent.py', 'sitecustomize.py'] as const

/** The folder, made when it is not there yet. Throws `cannot-write-file`, and what reading our own files throws. */
export function agentFolder(built: string, cacheDir: string): string {
  const contents = FILES.map((file) => readFileSync(join(built, file)))
  const digest = createHash('sha256').update(Buffer.concat(contents)).digest('hex').slice(0, 16)
  const folder = join(cacheDir, 'python-agent', digest)
  try {
    fill(folder, contents)
  } catch (cause) {
    const why = (cause as NodeJS.ErrnoException).code ?? String(cause)
    throw new SpindleError('cannot-write-file', { name: folder, why }, `${folder}: ${why}`, { cause })
  }
  return folder
}

function fill(folder: string, contents: readonly Buffer[]): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  FILES.forEach((file, index) => {
    const content = contents[index] ?? Buffer.alloc(0)
    if (statSync(join(folder, file), { throwIfNoEntry: false })?.size === content.length) return
    // Another Lab may be doing the same: a file appears whole or not at all.
    const draft = join(folder, `${file}.${process.pid}`)
    writeFileSync(draft, content)
    renameSync(draft, join(folder, file))
  })
}
