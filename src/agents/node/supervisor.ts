/**
 * Entry of every process of a program. Its main thread is the supervisor: it relays, it obeys, and it never
 * runs the program's code, so it can always be reached and can always end the process.
 *
 * This file is short because the first Worker, which every process needs, takes longer than all else: it is
 * started at once and boots on another core while the supervisor loads the rest of itself.
 */
import { pathToFileURL } from 'node:url'
import { readPart, runPart } from './boot/compiled'
import { createMemory } from './memory/arena'
import type { SupervisionPart } from './supervision'
import { bootWorker } from './supervisor/host'
import { takeSettings } from './supervisor/settings'

const settings = takeSettings(process.env)
const { cache, heapLimitMb } = settings
const folder = __dirname
const agentUrl = `${pathToFileURL(folder).href}/`
const place = (name: string, digest: string) => ({
  name,
  digest,
  folder,
  cache,
  url: `${agentUrl}${name}.cjs`,
})
const host = {
  workerPath: `${folder}/worker.cjs`,
  agentUrl,
  cache,
  heapLimitMb,
  memory: createMemory(),
  part: readPart(place('thread', THREAD_DIGEST)),
}
const first = bootWorker('MainThread', host)
const part = runPart<SupervisionPart>(readPart(place('supervision', SUPERVISION_DIGEST)))
part.exports.supervise({ settings, host, first, supervisorPath: __filename, keepCode: part.keep })
