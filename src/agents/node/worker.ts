/**
 * Entry of every Worker: nothing but the way to the code of a thread. It is a CommonJS file of its own, which
 * starts sooner, and the one place where `import()` belongs to Node's own loader.
 */
import { workerData } from 'node:worker_threads'
import { runPart } from './boot/compiled'
import type { BootData } from './messages'
import type { ThreadPart } from './thread'

const boot = workerData as BootData
const part = runPart<ThreadPart>(boot.part)
part.exports.becomeThread({ boot, importModule: (url) => import(url), keepCode: part.keep })
