/**
 * Runs a part of the agent's own code out of V8's cache of compiled code. Every thread and every process loads
 * the same parts, and compiling them was a fifth of what a thread cost beyond a bare Worker. Node's own cache
 * (`enableCompileCache`) does the same for any file at all and costs about as much as it saves here.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { threadId } from 'node:worker_threads'
import { Script } from 'node:vm'

export interface PartPlace {
  /** `thread`: the file `thread.cjs` beside the running one. */
  readonly name: string
  /** Folder of the running file. */
  readonly folder: string
  /** What the frames of the part are called in stacks. */
  readonly url: string
  /** Digest of the part's text, known since the build: code of another text is never taken for it. */
  readonly digest: string
  /** Folder for what can be computed again; null: there is none. */
  readonly cache: string | null
}

export interface Part<E> {
  readonly exports: E
  /** Puts the compiled code into the cache, unless it came from there. To be called when most of it has run. */
  keep(): void
}

type Body = (exports: object, require: (name: string) => object | undefined) => void

/** A part needs nothing but what Node has built in. Taken before a program could replace it. */
const builtIn = process.getBuiltinModule

/** @throws Error when the file of the part is missing */
export function loadPart<E>({ name, folder, url, digest, cache }: PartPlace): Part<E> {
  const text = readFileSync(`${folder}/${name}.cjs`, 'utf8')
  const kept = `${cache ?? ''}/code/${name}-${digest}-${process.versions.v8}-${process.arch}`
  const code = cache === null ? undefined : read(kept)
  const script = new Script(`(function (exports, require) {${text}\n})`, {
    filename: url,
    ...(code && { cachedData: code }),
  })
  const exports = {}
  ;(script.runInThisContext() as Body)(exports, builtIn)
  // V8 refuses what another version or other flags have made.
  const isKept = code !== undefined && script.cachedDataRejected !== true
  return {
    exports: exports as E,
    keep: () => {
      if (!isKept && cache !== null) write(`${cache}/code`, kept, script.createCachedData())
    },
  }
}

function read(file: string): Buffer | undefined {
  try {
    return readFileSync(file)
  } catch {
    return undefined // Not there yet: it is kept at the end.
  }
}

function write(folder: string, file: string, code: Buffer): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    // Written under another name first: another process may read it at any moment.
    const temporary = `${file}.${process.pid}.${threadId}`
    writeFileSync(temporary, code, { mode: 0o600 })
    renameSync(temporary, file)
  } catch {
    // A full or read-only disk costs time, not the run.
  }
}
