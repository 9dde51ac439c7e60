/** Starts the worker that knows TypeScript: a file of the page's own origin, as its policy wants. */
import type { WorkerLike } from './client'

export const startTypeScriptWorker = (): WorkerLike =>
  new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'typescript' })
