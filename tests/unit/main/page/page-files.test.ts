import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { PageFiles } from '../../../../src/main/page/page-files'
import { scratchFolder } from '../../../support/scratch'

async function page() {
  const folder = scratchFolder()
  const root = join(folder, 'renderer')
  mkdirSync(join(root, 'assets'), { recursive: true })
  writeFileSync(join(folder, 'secret.js'), 'secret')
  writeFileSync(join(root, 'index.html'), '<!doctype html>')
  writeFileSync(join(root, 'assets', 'main-1a2b.js'), 'go()')
  writeFileSync(join(root, 'assets', '두 글.woff2'), 'font')
  symlinkSync(join(folder, 'secret.js'), join(root, 'link.js'))
  return { root, files: await PageFiles.list({ root, connect: ['ws://127.0.0.1:9'] }) }
}

test.each([
  ['/', 'text/html; charset=utf-8', '<!doctype html>'],
  ['/index.html', 'text/html; charset=utf-8', '<!doctype html>'],
  ['/assets/main-1a2b.js', 'text/javascript; charset=utf-8', 'go()'],
  ['/assets/%EB%91%90%20%EA%B8%80.woff2', 'font/woff2', 'font'],
])('serves %s with its type', async (path, type, text) => {
  const { files } = await page()
  const { status, headers, body } = await files.answer('GET', path)
  expect([status, headers['content-type'], new TextDecoder().decode(body!)]).toEqual([200, type, text])
  expect(await files.answer('HEAD', path)).toEqual({ status, headers, body: null })
})

test.each([
  '/../secret.js',
  '/..%2fsecret.js',
  '/%2e%2e/secret.js',
  '/assets/..%2f..%2fsecret.js',
  '/assets/..%5c..%5csecret.js',
  '/assets\\..\\..\\secret.js',
  '//secret.js',
  '/%252e%252e%252fsecret.js',
  '/index.html%00.js',
  '/%',
  '/%ff',
  '/assets',
  '/assets/',
  '/link.js',
  '/INDEX.HTML',
  '/index.html/',
  '/constructor',
  'index.html',
  '',
])('answers %j with a refusal and nothing else', async (path) => {
  const { files } = await page()
  const answer = await files.answer('GET', path)
  expect([400, 404]).toContain(answer.status)
  expect(answer.body).toBeNull()
  expect(answer.headers['content-security-policy']).toContain("default-src 'none'")
})

test('only reads', async () => {
  const { files } = await page()
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'get']) {
    expect(await files.answer(method, '/')).toMatchObject({ status: 405, body: null })
  }
})

test('every answer carries a policy without inline script, eval or a foreign origin', async () => {
  const { files } = await page()
  const { headers } = await files.answer('GET', '/')
  const policy = headers['content-security-policy']!
  expect(policy).not.toMatch(/unsafe|\*|https?:/)
  expect(policy).toContain("connect-src 'self' ws://127.0.0.1:9;")
  expect(headers['x-content-type-options']).toBe('nosniff')
})

test('a folder that was not built is an error at the start, not an empty page', async () => {
  await expect(PageFiles.list({ root: join(scratchFolder(), 'none') })).rejects.toThrow('ENOENT')
})
