// A bare Worker or forked process that does nothing until it is ended.
const { parentPort } = require('node:worker_threads')
if (parentPort) {
  parentPort.postMessage('ready')
  parentPort.on('message', () => undefined)
} else {
  process.send('ready')
  process.on('disconnect', () => process.exit(0))
}
