/**
 * Entry of every thread of a program. Boots without knowing yet which thread it will be (it may be a spare),
 * then waits for the order to run.
 */
import module from 'node:module'
import { join } from 'node:path'
import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import * as builtins from './api/builtins'
import { SIGINT, SIGTERM, signal } from './api/signal'
import * as multiprocessing from './api/multiprocessing'
import * as queue from './api/queue'
import * as threading from './api/threading'
import type { BootData, ToThread } from './messages'
import { Arena } from './memory/arena'
import { RingWriter } from './ring/writer'
import { begin } from './thread/begin'
import { installModules } from './thread/modules'
import { installOutput } from './thread/output'

const boot = workerData as BootData
const port = parentPort as MessagePort
if (boot.cache !== null) module.enableCompileCache(join(boot.cache, 'code'))
const arena = Arena.attach(boot.arena)
const writer = new RingWriter(boot.ring, arena.cells)
installOutput()
installModules({ builtins, threading, multiprocessing, queue, signal: { SIGINT, SIGTERM, signal } })

port.once('message', (order: ToThread) => {
  if (order.type === 'run') begin({ boot, arena, writer, port, order })
})
