import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OpenDialogOptions, SaveDialogOptions } from 'electron'
import { expect, test } from 'vitest'
import { FileDialogs } from '../../../../src/main/desktop/dialogs'
import { FileStore } from '../../../../src/main/files'
import { scratchFolder } from '../../../support/scratch'

function dialogs(path: string | null) {
  const folder = scratchFolder()
  const asked: (OpenDialogOptions | SaveDialogOptions)[] = []
  const answer = path === null ? null : join(folder, path)
  const files = new FileStore({ folder: join(folder, 'data') })
  const dialog = {
    showOpenDialog: (how: OpenDialogOptions) => {
      asked.push(how)
      return Promise.resolve({ canceled: answer === null, filePaths: answer ? [answer] : [] })
    },
    showSaveDialog: (how: SaveDialogOptions) => {
      asked.push(how)
      return Promise.resolve({ canceled: answer === null, filePath: answer ?? '' })
    },
  }
  const own = new FileDialogs({
    dialog: dialog as never,
    files,
    window: () => null,
    locale: () => 'ko',
    documents: '/home/kim/Documents',
  })
  return { folder, asked, files, own }
}

test('a chosen file is opened, and the next dialog begins in its folder', async () => {
  const { folder, asked, own } = dialogs('a.py')
  writeFileSync(join(folder, 'a.py'), 'print(1)')
  expect(await own.openFile()).toMatchObject({ name: 'a.py', language: 'python', source: 'print(1)' })
  await own.openFile()
  expect(asked.map(({ defaultPath }) => defaultPath)).toEqual(['/home/kim/Documents', folder])
  expect(asked[0]!.filters).toEqual([{ name: '프로그램', extensions: ['ts', 'js', 'mts', 'mjs', 'py'] }])
})

test('changing one’s mind is not an error', async () => {
  const { own } = dialogs(null)
  expect(await own.openFile()).toBeNull()
  expect(await own.saveFileAs('a.ts', '')).toBeNull()
})

test('a saved file has the ending of its language, whatever the dialog gave', async () => {
  const { own, files } = dialogs('mine')
  const saved = await own.saveFileAs('lesson.py', 'print(1)')
  expect(saved).toMatchObject({ name: 'mine.py', language: 'python' })
  expect((await files.read(saved!.fileId)).source).toBe('print(1)')
})

test('a name that the page proposes cannot lead to another folder', async () => {
  const { own, asked } = dialogs(null)
  await own.saveFileAs('../../.profile.ts', '')
  expect(asked[0]!.defaultPath).toBe('/home/kim/Documents/..-..-.profile.ts')
})
