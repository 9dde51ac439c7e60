/** The page's side of the worker that knows TypeScript: one question at a time is on its way for each caller. */
import type { Answer, Arguments, Begin, Method, Neighbour, Question, Result } from './protocol'

/** What is used of a Worker; a test hands in another. */
export interface WorkerLike {
  postMessage(message: Begin | Question): void
  addEventListener(type: 'message', listener: (event: { data: Answer }) => void): void
  addEventListener(type: 'error', listener: (event: { message?: string }) => void): void
  terminate(): void
}

export interface ClientOptions {
  readonly start: () => WorkerLike
  readonly locale: 'ko' | 'en'
  /** Reads files beside the program by their names. Rejects when the shell cannot. */
  readonly readNeighbours: (names: readonly string[]) => Promise<Readonly<Record<string, Neighbour>>>
}

export interface TypeScriptClient {
  /** Makes the text the one that questions are about; its imports have been read when it resolves. */
  show(name: string, source: string): Promise<void>
  ask<M extends Method>(method: M, ...args: Arguments<M>): Promise<Result<M>>
  /** The neighbours are read again with the next text. */
  forgetNeighbours(): void
  close(): void
}

/** Imports of imports: so many rounds are asked for. */
const MAX_ROUNDS = 8

export function createClient({ start, locale, readNeighbours }: ClientOptions): TypeScriptClient {
  const worker = start()
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  let next = 0
  let shown: { readonly name: string; readonly source: string } | null = null
  let showing: Promise<void> = Promise.resolve()
  const known = new Set<string>()
  let isStale = false
  let failure: Error | null = null

  worker.addEventListener('message', ({ data }) => {
    const one = waiting.get(data.id)
    waiting.delete(data.id)
    if ('error' in data) one?.reject(new Error(data.error))
    else one?.resolve(data.value)
  })
  worker.addEventListener('error', ({ message }) => end(new Error(message ?? 'the worker has failed')))
  worker.postMessage({ begin: { locale } })

  function end(error: Error): void {
    failure ??= error
    for (const one of waiting.values()) one.reject(error)
    waiting.clear()
  }

  function ask<M extends Method>(method: M, ...args: Arguments<M>): Promise<Result<M>> {
    if (failure) return Promise.reject(failure)
    const one = Promise.withResolvers<unknown>()
    const id = next++
    waiting.set(id, one)
    worker.postMessage({ id, method, args })
    // The worker's methods are the ones of ProgramService: the value is what this one answers.
    return one.promise as Promise<Result<M>>
  }

  async function send(name: string, source: string): Promise<void> {
    if (shown?.name !== name) known.clear()
    const asked = ask('setProgram', name, source)
    shown = { name, source }
    let wanted = await asked
    if (isStale && known.size > 0) wanted = [...new Set([...wanted, ...known])]
    isStale = false
    for (let round = 0; wanted.length > 0 && round < MAX_ROUNDS; round += 1) {
      const names = wanted.slice()
      const files = await readNeighbours(names)
      for (const one of names) known.add(one)
      wanted = await ask('setNeighbours', files)
    }
  }

  return {
    show(name, source) {
      if (shown?.name === name && shown.source === source && !isStale) return showing
      showing = send(name, source)
      return showing
    },
    ask,
    forgetNeighbours() {
      isStale = true
    },
    close() {
      worker.terminate()
      end(new Error('closed'))
    },
  }
}
