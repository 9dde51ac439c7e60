/** What the build wrote, as far as it can be proven without Electron (tests/support/build-once.ts has built it). */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { builtParts } from '../../src/main/built-parts'

const read = (path: string) => readFileSync(path, 'utf8')
const files = (pattern: string) => globSync(`out/${pattern}`).sort()
const isBuiltin = (name: string) => name.startsWith('node:') || builtinModules.includes(name)

/** Modules that a built file of main loads from outside of itself. */
function loadedBy(path: string): string[] {
  const text = read(path)
  const names = [
    ...text.matchAll(/(?:^|[;}\n])\s*(?:import|export)\s*(?:[\w*${}\s,]+\bfrom\s*)?["']([^"'\n]+)["']/g),
    ...text.matchAll(/\b(?:__)?require\d*\(\s*["']([^"'\n]+)["']\s*\)/g),
  ].map(([, name]) => name!)
  return [...new Set(names)].filter((name) => !name.startsWith('.') && !isBuiltin(name))
}

test('the preload is one CommonJS file that a sandbox can load', () => {
  expect(files('preload/**/*.*')).toEqual(['out/preload/index.cjs'])
  const text = read('out/preload/index.cjs')
  expect(text).not.toMatch(/^\s*(import|export)\b/m)
  const required = [...text.matchAll(/\brequire\(["']([^"']+)["']\)/g)].map(([, name]) => name)
  expect(required).toEqual(['electron'])
})

test.each([
  'index.js',
  'browser.js',
  'cli.js',
  'supervisor.cjs',
  'supervision.cjs',
  'worker.cjs',
  'thread.cjs',
])('out/main/%s is there', (entry) => expect(files('main/*.*')).toContain(`out/main/${entry}`))

test('the parts that the shells name to the Lab are there', () => {
  const { agents, preload, renderer } = builtParts(resolve('out/main'))
  const missing = [agents.supervisor, agents.worker, agents.python, preload, renderer].filter(
    (path) => !existsSync(path),
  )
  expect(missing).toEqual([])
})

test('nothing of main needs a package at run time, and only the desktop shell needs Electron', () => {
  // `ws` asks for two native helpers and does without them.
  const optional = ['bufferutil', 'utf-8-validate']
  const loaded = files('main/**/*.{js,cjs}')
    .flatMap((path) => loadedBy(path).map((name) => `${path}: ${name}`))
    .filter((line) => !optional.some((name) => line.endsWith(name)))
  expect(loaded).toEqual(['out/main/index.js: electron'])
})

test('the page has no inline script or style and loads nothing from elsewhere', () => {
  const html = read('out/renderer/index.html')
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/)
  expect(html).not.toMatch(/<style|\bstyle=|\bon\w+=/)
  expect(
    [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url).filter((url) => !/^\.\//.test(url!)),
  ).toEqual([])
})

test('the Python agent lies beside the build as it is', () => {
  for (const file of ['spindle_agent.py', 'sitecustomize.py']) {
    expect(read(`out/agents/python/${file}`)).toBe(read(`src/agents/python/${file}`))
  }
})

/** The comment that names a map, at the end of a file; the page's TypeScript holds the words in its own code. */
const SOURCE_MAP = /[#@] sourceMappingURL=\S+(?: \*\/)?\s*$/

test('nothing tells where it was built, and there are no source maps', () => {
  const told = files('**/*.{js,cjs,html,css,py}').filter((path) => {
    const text = read(path)
    return text.includes(resolve('.')) || text.includes(`${homedir()}/`) || SOURCE_MAP.test(text)
  })
  expect([told, files('**/*.map')]).toEqual([[], []])
})
