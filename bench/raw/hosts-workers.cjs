// A process with so many bare idle Workers; says when they are up.
const { Worker } = require('node:worker_threads')
const { join } = require('node:path')
let up = 0
const count = Number(process.argv[2])
for (let i = 0; i < count; i++) {
  new Worker(join(__dirname, 'idle-worker.cjs')).once('message', () => {
    up += 1
    if (up === count) console.log('ready')
  })
}
process.stdin.on('end', () => process.exit(0)).resume()
