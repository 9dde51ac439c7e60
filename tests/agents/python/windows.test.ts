/** What of the Python agent is for Windows alone, on a stand-in for CPython's `_winapi`: see windows.py. */
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { expect, test, vi } from 'vitest'
import { interpreters } from '../../support/python-lab'

vi.setConfig({ testTimeout: 90_000 })

test.each(await interpreters())(
  'the connection, children and command lines of Windows, on $version',
  (python) => {
    const script = resolve('tests/agents/python/windows.py')
    const { status, stderr } = spawnSync(python.path, [script, resolve('src/agents/python')], {
      encoding: 'utf8',
      timeout: 60_000,
    })
    expect(stderr).toMatch(/Ran 10 tests in .*\n\nOK\n$/)
    expect(status).toBe(0)
  },
)
