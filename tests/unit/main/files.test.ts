import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { MAX_SOURCE_CHARS } from '../../../src/contract/program'
import { FileStore } from '../../../src/main/files'
import { scratchFolder } from '../../support/scratch'

function place() {
  const folder = scratchFolder()
  let clock = 1000
  const open = () => new FileStore({ folder: join(folder, 'data'), now: () => (clock += 1) })
  const put = (name: string, text: string | Buffer) => {
    const path = join(folder, name)
    writeFileSync(path, text)
    return path
  }
  return { folder, open, put, store: open() }
}

test('a chosen file keeps its id between sessions and can be read and written by it', async () => {
  const { open, put, store } = place()
  const path = put('two threads.py', 'print(1)\n')
  const opened = await store.choose(path)
  expect(opened).toEqual({
    fileId: opened.fileId,
    name: 'two threads.py',
    language: 'python',
    source: 'print(1)\n',
  })
  const next = open()
  await next.write(opened.fileId, 'print(2)\n')
  expect((await next.choose(path)).fileId).toBe(opened.fileId)
  expect((await next.read(opened.fileId)).source).toBe('print(2)\n')
  expect(await next.pathOf(opened.fileId)).toBe(path)
})

test('recent files are those that are still there, the last used first, without their folders', async () => {
  const { put, store } = place()
  const [a, b, c] = [put('a.ts', ''), put('b.py', ''), put('c.mjs', '')]
  for (const path of [a, b, c, a]) await store.choose(path)
  rmSync(b)
  expect((await store.recent()).map(({ name }) => name)).toEqual(['a.ts', 'c.mjs'])
})

test('an id that was never handed out names no file, whatever it looks like', async () => {
  const { put, store } = place()
  const path = put('secret.py', '')
  for (const id of [path, '../secret.py', '', '__proto__', 'constructor']) {
    await expect(store.read(id)).rejects.toMatchObject({ code: 'no-such-file' })
    await expect(store.write(id, 'x')).rejects.toMatchObject({ code: 'no-such-file' })
  }
})

test('a file that is not a program is refused before it is read', async () => {
  const { folder, put, store } = place()
  await expect(store.choose(put('notes.txt', ''))).rejects.toMatchObject({ code: 'unknown-language' })
  await expect(store.choose(put('.py', ''))).rejects.toMatchObject({ code: 'unknown-language' })
  mkdirSync(join(folder, 'folder.py'))
  await expect(store.choose(join(folder, 'folder.py'))).rejects.toMatchObject({ code: 'cannot-read-file' })
  await expect(store.choose(join(folder, 'gone.py'))).rejects.toMatchObject({ code: 'no-such-file' })
  await expect(store.writeTo(join(folder, '.bashrc'), 'x')).rejects.toMatchObject({
    code: 'unknown-language',
  })
})

test('text that would be changed by reading and saving it is refused', async () => {
  const { put, store } = place()
  const latin = put('latin.py', Buffer.from([0x23, 0xe9, 0x0a]))
  await expect(store.choose(latin)).rejects.toMatchObject({ code: 'file-not-text' })
  const binary = put('binary.py', 'print(1)\0')
  await expect(store.choose(binary)).rejects.toMatchObject({ code: 'file-not-text' })
  const long = put('long.py', 'x'.repeat(MAX_SOURCE_CHARS + 1))
  await expect(store.choose(long)).rejects.toMatchObject({
    code: 'file-too-long',
    facts: { name: 'long.py', limit: MAX_SOURCE_CHARS },
  })
  const marked = await store.choose(put('marked.ts', '\uFEFF// 한글\r\n'))
  expect(marked.source).toBe('\uFEFF// 한글\r\n')
})

test('writing keeps the mode of the file and follows a link', async () => {
  const { folder, put, store } = place()
  const path = put('run me.py', 'old')
  chmodSync(path, 0o755)
  symlinkSync(path, join(folder, 'link.py'))
  const { fileId } = await store.choose(join(folder, 'link.py'))
  await store.write(fileId, 'new')
  expect(readFileSync(path, 'utf8')).toBe('new')
  expect(statSync(path).mode & 0o777).toBe(0o755)
})

test('My programs never overwrites: a taken name gets a number', async () => {
  const { store } = place()
  const names = await Promise.all([1, 2, 3].map((n) => store.create('lesson 1.ts', `// ${n}`)))
  expect(names.map(({ name }) => name)).toEqual(['lesson 1.ts', 'lesson 1-2.ts', 'lesson 1-3.ts'])
  expect((await store.read(names[1]!.fileId)).source).toBe('// 2')
})

test('a list of files that is damaged costs the list only', async () => {
  const { folder, put, store } = place()
  mkdirSync(join(folder, 'data'))
  writeFileSync(join(folder, 'data', 'files.json'), '[]')
  expect(await store.recent()).toEqual([])
  expect((await store.choose(put('a.py', ''))).name).toBe('a.py')
})

test('a file that another program has changed is not written over', async () => {
  const { put, store } = place()
  const path = put('shared.ts', '// one')
  const { fileId } = await store.choose(path)
  put('shared.ts', '// theirs')
  await expect(store.write(fileId, '// mine', '// one')).rejects.toMatchObject({ code: 'file-changed' })
  expect(readFileSync(path, 'utf8')).toBe('// theirs')
  await store.write(fileId, '// mine', '// theirs')
  expect(readFileSync(path, 'utf8')).toBe('// mine')
  rmSync(path)
  await store.write(fileId, '// again', '// mine')
  expect(readFileSync(path, 'utf8')).toBe('// again')
})

test('a file is renamed in its folder and keeps its id; a name that is taken is left alone', async () => {
  const { folder, put, store, open } = place()
  put('other.py', '# other')
  const { fileId } = await store.choose(put('old.py', '# old'))
  await expect(store.rename(fileId, 'other.py')).rejects.toMatchObject({ code: 'file-exists' })
  await expect(store.rename(fileId, 'new.txt')).rejects.toMatchObject({ code: 'unknown-language' })
  expect(await store.rename(fileId, 'new.py')).toMatchObject({ fileId, name: 'new.py', source: '# old' })
  expect(await open().pathOf(fileId)).toBe(join(folder, 'new.py'))
  expect(readFileSync(join(folder, 'other.py'), 'utf8')).toBe('# other')
})

test('one of My programs that is removed is put aside and can be brought back', async () => {
  const { store } = place()
  const { fileId } = await store.create('mine.ts', '// mine')
  const path = await store.pathOf(fileId)
  await store.remove(fileId)
  expect(existsSync(path)).toBe(false)
  expect(await store.recent()).toEqual([])
  await expect(store.read(fileId)).rejects.toMatchObject({ code: 'no-such-file' })
  expect(await store.restore(fileId)).toMatchObject({ fileId, name: 'mine.ts', source: '// mine' })
  await expect(store.restore(fileId)).rejects.toMatchObject({ code: 'no-such-file' })
})

test('bringing back does not write over what has taken the name', async () => {
  const { store } = place()
  const { fileId } = await store.create('mine.ts', '// first')
  await store.remove(fileId)
  await store.create('mine.ts', '// second')
  await expect(store.restore(fileId)).rejects.toMatchObject({ code: 'file-exists' })
  expect((await store.recent()).map(({ own }) => own)).toEqual([true])
})

test('a file from elsewhere that is removed is forgotten only', async () => {
  const { put, store } = place()
  const path = put('theirs.ts', '// theirs')
  const { fileId } = await store.choose(path)
  expect(await store.recent()).toMatchObject([{ own: false }])
  await store.remove(fileId)
  expect(await store.recent()).toEqual([])
  expect(readFileSync(path, 'utf8')).toBe('// theirs')
  expect(await store.restore(fileId)).toMatchObject({ source: '// theirs' })
})

test('what lies beside a program is read by the names of its imports, within its folder only', async () => {
  const { folder, put, store } = place()
  mkdirSync(join(folder, 'inner', 'sub'), { recursive: true })
  put('secret.ts', '// secret')
  put('inner/helper.ts', '// helper')
  put('inner/sub/deep.mjs', '// deep')
  put('inner/notes.txt', 'notes')
  put('inner/latin.ts', Buffer.from([0xe9]))
  symlinkSync(join(folder, 'secret.ts'), join(folder, 'inner', 'link.ts'))
  symlinkSync(join(folder, 'inner', 'notes.txt'), join(folder, 'inner', 'text.ts'))
  const { fileId } = await store.choose(put('inner/main.ts', ''))
  const names = [
    ...['helper.ts', './sub/deep.mjs', 'helper', 'gone.ts', 'notes.txt', 'latin.ts'],
    ...['../secret.ts', '/etc/passwd.ts', 'link.ts', 'text.ts', 'sub/../../secret.ts'],
  ]
  const read = await store.beside(fileId, names)
  expect(read.map((one) => ('source' in one ? one.source : one.state))).toEqual([
    ...['// helper', '// deep', 'missing', 'missing', 'missing', 'out-of-reach'],
    ...['out-of-reach', 'out-of-reach', 'out-of-reach', 'out-of-reach', 'out-of-reach'],
  ])
  expect(read.map(({ name }) => name)).toEqual(names)
})
