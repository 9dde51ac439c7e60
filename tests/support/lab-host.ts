/**
 * A Lab in a process of its own, to be killed or stopped by a test: runs one program file and tells, a JSON
 * line each, what a test must know. `node --import ./tests/support/resolve-ts.js tests/support/lab-host.ts
 * DATA_DIR FILE [ARGS…]`
 */
import { createHash } from 'node:crypto'
import { join, resolve } from 'node:path'
import { Lab } from '../../src/main/lab/lab'

const [dataDir = '', file = '', ...args] = process.argv.slice(2)
const tell = (news: object): void => void process.stdout.write(`${JSON.stringify(news)}\n`)

const lab = new Lab({
  dataDir,
  cacheDir: join(dataDir, 'cache'),
  agents: {
    supervisor: resolve('out/main/supervisor.cjs'),
    worker: resolve('out/main/worker.cjs'),
    python: resolve('out/agents/python'),
  },
  nodePath: process.execPath,
  nodeEnv: {},
  lessons: () => null,
  files: { pathOf: () => file },
  spares: false,
  samples: false,
})

lab.onBatch(({ patches }) => {
  for (const patch of patches) {
    if (patch.type === 'unit.changed' && patch.changes.pid) tell({ unit: patch.unit, pid: patch.changes.pid })
    if (patch.type === 'unit.changed' && patch.step) tell({ unit: patch.unit, state: patch.step.state })
    if (patch.type === 'log.grew') tell({ lines: patch.lines, rss: process.memoryUsage.rss() })
  }
})
const { run } = await lab.handle('run.start', { program: { kind: 'file', fileId: 'file' }, args, speed: 1 })
const hash = createHash('sha256')
lab.onRunOutput(run, ({ bytes }) => void hash.update(bytes))
tell({ run })
lab.onRunEnd(run, (ended) => {
  tell({ ended, sha256: hash.digest('hex') })
  void lab.close()
})
