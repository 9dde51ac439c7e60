/**
 * Entry of every Worker. Nothing but the switch for the cache of compiled code, so that everything after it,
 * our own code as well as the program's, comes out of that cache.
 */
import { createRequire, enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { workerData } from 'node:worker_threads'
import type { BootData } from './messages'

const { cache } = workerData as BootData
if (cache !== null) enableCompileCache(join(cache, 'code'))
// This file is built as CommonJS, which starts sooner; a plain import would come before the line above.
createRequire(__filename)('./thread.cjs')
