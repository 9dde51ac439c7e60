/**
 * Every thread of a program, as far as it can be without knowing yet which one it is (it may be a spare): it
 * has its memory, its output and the API, and waits for the order to run.
 */
import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import * as builtins from './api/builtins'
import * as multiprocessing from './api/multiprocessing'
import * as queue from './api/queue'
import { SIGINT, SIGTERM, signal } from './api/signal'
import * as threading from './api/threading'
import type { BootData, ToThread } from './messages'
import { Arena } from './memory/arena'
import { RingWriter } from './ring/writer'
import { begin } from './thread/begin'
import { installModules } from './thread/modules'
import { installOutput } from './thread/output'

const boot = workerData as BootData
const port = parentPort as MessagePort
const arena = Arena.attach(boot.arena)
const writer = new RingWriter(boot.ring, arena.cells)
installOutput()
installModules({ builtins, threading, multiprocessing, queue, signal: { SIGINT, SIGTERM, signal } })

port.once('message', (order: ToThread) => {
  if (order.type === 'run') begin({ boot, arena, writer, port, order })
})
