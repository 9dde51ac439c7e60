/** The built browser shell as a process: what it prints, and how it ends. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { scratchFolder } from '../../support/scratch'
import { BrowserShell, leftBehind, shellEnvironment } from '../../support/shells'

const gone = (folder: string) => expect.poll(() => leftBehind(folder), { timeout: 20_000 }).toEqual([])

test('it prints one line, the URL, and ends quietly with everything it has started', async () => {
  const dataFolder = scratchFolder()
  const shell = await BrowserShell.start({ dataFolder, lang: 'en_US.UTF-8' })
  onTestFinished(() => void shell.process.kill('SIGKILL'))
  expect(shell.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{32}$/)
  expect(await (await fetch(shell.url)).text()).toContain('<div id="app">')
  await shell.stop()
  await gone(dataFolder)
})

test('when it is killed nothing of it lives on', async () => {
  const dataFolder = scratchFolder()
  const shell = await BrowserShell.start({ dataFolder, lang: 'en_US.UTF-8' })
  shell.process.kill('SIGKILL')
  await once(shell.process, 'exit')
  await gone(dataFolder)
})

test('the app window is given the URL, and closing it ends the shell', async () => {
  const dataFolder = scratchFolder()
  const bin = join(dataFolder, 'bin')
  const told = join(dataFolder, 'told')
  const end = join(dataFolder, 'end')
  mkdirSync(bin)
  // A browser that writes down what it was given and is closed when the file `end` comes to be.
  const browser = `#!/bin/sh\nprintf '%s\\n' "$@" > '${told}.half'; mv '${told}.half' '${told}'\nwhile [ ! -e '${end}' ]; do sleep 0.05; done\n`
  writeFileSync(join(bin, 'chromium'), browser)
  chmodSync(join(bin, 'chromium'), 0o755)
  const env = shellEnvironment({ dataFolder, lang: 'en_US.UTF-8' })
  const shell = spawn(process.execPath, [resolve('out/main/browser.js'), '--window'], {
    env: { ...env, DISPLAY: ':99', PATH: `${bin}:${env['PATH']}` },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  onTestFinished(() => void shell.kill('SIGKILL'))
  const said = text(shell.stdout)
  const read = () => {
    try {
      return readFileSync(told, 'utf8')
    } catch {
      return '' // not yet
    }
  }
  await expect.poll(read, { timeout: 20_000 }).not.toBe('')
  const closed = once(shell, 'exit')
  writeFileSync(end, '')
  expect(await closed).toEqual([0, null])
  const url = (await said).trimEnd()
  expect(read()).toContain(`--app=${url}\n`)
  await gone(dataFolder)
})

test('a port that is taken is told in words', async () => {
  const dataFolder = scratchFolder()
  const shell = await BrowserShell.start({ dataFolder, lang: 'en_US.UTF-8' })
  const port = new URL(shell.url).port
  const second = spawn(process.execPath, [resolve('out/main/browser.js'), '--no-open', '--port', port], {
    env: shellEnvironment({ dataFolder: join(dataFolder, 'second'), lang: 'en_US.UTF-8' }),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  onTestFinished(() => void second.kill('SIGKILL'))
  const complaint = text(second.stderr)
  expect([await once(second, 'exit'), await complaint]).toEqual([
    [2, null],
    expect.stringContaining(`127.0.0.1:${port}`),
  ])
  await new Promise((settle) => connect(Number(port), '127.0.0.1').once('connect', settle).unref()) // the first goes on
  await shell.stop()
})
