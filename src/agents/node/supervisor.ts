/**
 * Entry of every process of a program. Its main thread is the supervisor: it relays, it obeys, and it never
 * runs the program's code, so it can always be reached and can always end the process.
 *
 * This file is short because the first Worker, which every process needs, takes longer than all else: it is
 * started at once and boots on another core while the supervisor loads the rest of itself.
 */
import { pathToFileURL } from 'node:url'
import { loadPart } from './boot/compiled'
import { createMemory } from './memory/arena'
import type { SupervisionPart } from './supervision'
import { bootWorker } from './supervisor/host'
import { takeSettings } from './supervisor/settings'

const settings = takeSettings(process.env)
const { cache, heapLimitMb } = settings
const agentUrl = `${pathToFileURL(__dirname).href}/`
const host = {
  workerPath: `${__dirname}/worker.cjs`,
  agentUrl,
  cache,
  heapLimitMb,
  memory: createMemory(),
}
const first = bootWorker('MainThread', host)
const part = loadPart<SupervisionPart>({
  name: 'supervision',
  folder: __dirname,
  url: `${agentUrl}supervision.cjs`,
  digest: SUPERVISION_DIGEST,
  cache,
})
part.exports.supervise({ settings, host, first, supervisorPath: __filename, keepCode: part.keep })
