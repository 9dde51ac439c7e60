// The first instruction of a bare Worker or forked process.
const now = Number(process.hrtime.bigint())
const { parentPort } = require('node:worker_threads')
if (parentPort) parentPort.postMessage(now)
else process.send(now, () => process.exit(0))
