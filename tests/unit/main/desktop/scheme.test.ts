import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createSchemeHandler, isPageUrl } from '../../../../src/main/desktop/scheme'
import { PageFiles } from '../../../../src/main/page/page-files'
import { scratchFolder } from '../../../support/scratch'

async function handler() {
  const folder = scratchFolder()
  mkdirSync(join(folder, 'renderer', 'assets'), { recursive: true })
  writeFileSync(join(folder, 'secret'), 'secret')
  writeFileSync(join(folder, 'renderer', 'index.html'), '<!doctype html>')
  writeFileSync(join(folder, 'renderer', 'assets', 'a.js'), 'go()')
  return createSchemeHandler(await PageFiles.list({ root: join(folder, 'renderer') }))
}

test.each([
  ['app://bundle', 'text/html; charset=utf-8', '<!doctype html>'],
  ['app://bundle/index.html#/lesson', 'text/html; charset=utf-8', '<!doctype html>'],
  ['app://bundle/assets/a.js?v=1', 'text/javascript; charset=utf-8', 'go()'],
])('%s is served with its type and the policy', async (url, type, text) => {
  const response = await (await handler())(new Request(url))
  expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
    200,
    type,
    text,
  ])
  expect(response.headers.get('content-security-policy')).toContain("script-src 'self'; style-src 'self'")
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
})

test.each([
  ['app://bundle/../secret', 404],
  ['app://bundle/..%2fsecret', 404],
  ['app://bundle/assets/%2e%2e/%2e%2e/secret', 404],
  ['app://bundle/..%5csecret', 400],
  ['app://bundle//secret', 404],
  ['app://bundle/%00', 400],
  ['app://bundle/%zz', 400],
  ['app://bundle/none.js', 404],
  ['app://bundle.evil/index.html', 400],
  ['app://evil/index.html', 400],
  ['app://bundle:80/index.html', 400],
  ['http://bundle/index.html', 400],
  ['file:///etc/passwd', 400],
])('%s is answered with %d and no body', async (url, status) => {
  const response = await (await handler())(new Request(url))
  expect([response.status, await response.text()]).toEqual([status, ''])
})

test('writing is refused', async () => {
  const response = await (
    await handler()
  )(new Request('app://bundle/index.html', { method: 'POST', body: 'x' }))
  expect(response.status).toBe(405)
})

test.each([
  ['app://bundle', true],
  ['app://bundle/index.html', true],
  ['app://bundle.evil/', false],
  ['app://bundle@evil/', false],
  ['app://someone@bundle/', false],
  ['https://bundle/', false],
  ['app:bundle', false],
  ['about:blank', false],
  ['', false],
])('%j is our page: %s', (url, ours) => expect(isPageUrl(url)).toBe(ours))
