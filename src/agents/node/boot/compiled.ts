/**
 * Runs a part of the agent's own code out of V8's cache of compiled code. Every thread and every process loads
 * the same parts, and compiling them was a fifth of what a thread cost beyond a bare Worker. Node's own cache
 * (`enableCompileCache`) does the same for any file at all and costs about as much as it saves here.
 *
 * Text and compiled code are read once in a process, into memory that its threads share: a Worker that stands
 * still never collects what it read for itself.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { threadId } from 'node:worker_threads'
import { Script } from 'node:vm'

export interface PartPlace {
  /** `thread`: the file `thread.cjs` in `folder`. The build has made it the text of one function, in ASCII. */
  readonly name: string
  readonly folder: string
  /** What the frames of the part are called in stacks. */
  readonly url: string
  /** Digest of the part's text, known since the build: code of another text is never taken for it. */
  readonly digest: string
  /** Folder for what can be computed again; null: there is none. */
  readonly cache: string | null
}

/** A part that has been read. */
export interface PartText extends Pick<PartPlace, 'url' | 'cache'> {
  readonly text: SharedArrayBuffer
  /** Compiled code, if some was kept, and the file in which it is. */
  readonly code: SharedArrayBuffer | null
  readonly file: string
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
export function readPart({ name, folder, url, digest, cache }: PartPlace): PartText {
  const file = `${cache ?? ''}/code/${name}-${digest}-${process.versions.v8}-${process.arch}`
  let code: SharedArrayBuffer | null = null
  try {
    if (cache !== null) code = shared(readFileSync(file))
  } catch {
    // Not there yet: it is kept at the end.
  }
  return { url, cache, file, code, text: shared(readFileSync(`${folder}/${name}.cjs`)) }
}

function shared(bytes: Uint8Array): SharedArrayBuffer {
  const buffer = new SharedArrayBuffer(bytes.length)
  new Uint8Array(buffer).set(bytes)
  return buffer
}

export function runPart<E>({ url, cache, file, code, text }: PartText): Part<E> {
  const script = new Script(Buffer.from(text).toString('latin1'), {
    filename: url,
    ...(code && { cachedData: Buffer.from(code) }),
  })
  const exports = {}
  ;(script.runInThisContext() as Body)(exports, builtIn)
  // V8 refuses what another version or other flags have made.
  const isKept = code !== null && script.cachedDataRejected !== true
  return {
    exports: exports as E,
    keep: () => {
      if (!isKept && cache !== null) write(`${cache}/code`, file, script.createCachedData())
    },
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
