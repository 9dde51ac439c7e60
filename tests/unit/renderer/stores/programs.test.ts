// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest'
import { SpindleError } from '../../../../src/contract/errors'
import { isChanged, programOf, setText, usePrograms } from '../../../../src/renderer/src/stores/programs'
import { useUi } from '../../../../src/renderer/src/stores/ui'
import { appOn, marketAnswers } from '../support/app'

/** A disk with one file, that another program can write. */
const disk = { name: 'mine.ts', source: '', isThere: true }
const opened = () => {
  if (!disk.isThere) throw new SpindleError('no-such-file', { name: disk.name })
  return { fileId: 'f', name: disk.name, language: 'typescript' as const, source: disk.source }
}

function programsOn() {
  const { app } = appOn({
    ...marketAnswers(),
    'files.read': opened,
    'files.recent': () => (disk.isThere ? [{ fileId: 'f', name: disk.name, usedAt: 1, own: true }] : []),
    'files.write': ({ source, known }) => {
      if (disk.isThere && known !== undefined && known !== disk.source)
        throw new SpindleError('file-changed', { name: disk.name })
      Object.assign(disk, { source, isThere: true })
      return null
    },
    'files.rename': ({ name }) => {
      disk.name = name
      return opened()
    },
    'files.remove': () => {
      disk.isThere = false
      return null
    },
    'files.restore': () => {
      disk.isThere = true
      return opened()
    },
  })
  return app.runWithContext(() => ({ programs: usePrograms(), ui: useUi() }))
}

beforeEach(() => void Object.assign(disk, { name: 'mine.ts', source: 'a\nb\n', isThere: true }))

test('a file that another program changed is taken over where nothing was changed here', async () => {
  const { programs } = programsOn()
  const doc = programs.take(opened())
  disk.source = 'theirs\n'
  expect(await programs.reread(doc)).toBe('taken')
  expect([doc.text.value, isChanged(doc), doc.clash.value]).toEqual(['theirs\n', false, null])
  expect(await programs.reread(doc)).toBe('same')
})

test('where both were changed the person chooses: theirs, which can be taken back', async () => {
  const { programs } = programsOn()
  const doc = programs.take(opened())
  setText(doc, 'mine\n')
  disk.source = 'theirs\n'
  expect(await programs.reread(doc)).toBe('clash')
  expect(doc.text.value).toBe('mine\n')
  expect(programs.useTheirs(doc)).toBe('mine\n')
  expect([doc.text.value, isChanged(doc), doc.clash.value]).toEqual(['theirs\n', false, null])
})

test('… or mine, which the next save writes over theirs', async () => {
  const { programs } = programsOn()
  const doc = programs.take(opened())
  setText(doc, 'mine\n')
  disk.source = 'theirs\n'
  expect(await programs.save(doc)).toBe(false)
  expect([disk.source, doc.text.value]).toEqual(['theirs\n', 'mine\n'])
  expect(doc.clash.value).toMatchObject({ source: 'theirs\n' })
  programs.keepMine(doc)
  expect(isChanged(doc)).toBe(true)
  expect(await programs.save(doc)).toBe(true)
  expect([disk.source, isChanged(doc), doc.clash.value]).toEqual(['mine\n', false, null])
})

test('a file that has gone is written anew', async () => {
  const { programs } = programsOn()
  const doc = programs.take(opened())
  disk.isThere = false
  expect(await programs.reread(doc)).toBe('clash')
  expect(doc.clash.value).toBe('gone')
  expect(await programs.save(doc)).toBe(true)
  expect([disk.source, disk.isThere, doc.clash.value]).toEqual(['a\nb\n', true, null])
})

test('the ends of lines stay as they are in the file', async () => {
  disk.source = 'a\r\nb\r\n'
  const { programs } = programsOn()
  const doc = programs.take(opened())
  expect([doc.text.value, isChanged(doc)]).toEqual(['a\nb\n', false])
  expect(programOf(doc)).toEqual({ kind: 'file', fileId: 'f' })
  setText(doc, 'a\nb\nc\n')
  expect(await programs.save(doc)).toBe(true)
  expect(disk.source).toBe('a\r\nb\r\nc\r\n')
  expect(await programs.reread(doc)).toBe('same')
})

test('a renamed file keeps its changes', async () => {
  const { programs } = programsOn()
  const doc = programs.take(opened())
  setText(doc, 'changed\n')
  await programs.rename(doc, 'other.ts')
  const [renamed] = [...programs.docs.values()]
  expect(renamed).toMatchObject({ name: 'other.ts', key: doc.key })
  expect([renamed!.text.value, isChanged(renamed!)]).toEqual(['changed\n', true])
})

test('a removed file comes back with its changes, on the screen it was on', async () => {
  const { programs, ui } = programsOn()
  programs.show(opened())
  const doc = [...programs.docs.values()][0]!
  setText(doc, 'changed\n')
  const bringBack = await programs.remove('f')
  expect(ui.view).toEqual({ name: 'program', fileId: null })
  expect(programs.docs.size).toBe(0)
  await bringBack()
  await vi.waitFor(() => expect(programs.recent).toHaveLength(1))
  expect(ui.view).toEqual({ name: 'program', fileId: 'f' })
  expect(programs.current?.text.value).toBe('changed\n')
})
