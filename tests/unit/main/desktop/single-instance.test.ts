import { EventEmitter } from 'node:events'
import type { App } from 'electron'
import { expect, test } from 'vitest'
import { becomeTheOne, programFiles } from '../../../../src/main/desktop/single-instance'

test.each([
  [['/opt/spindle', 'a.py', '/x/b.ts'], 1, ['/home/kim/a.py', '/x/b.ts']],
  [['/opt/electron', '.', 'a.py'], 2, ['/home/kim/a.py']],
  [['/opt/spindle', '--flag=a.py', '--x', 'notes.txt', '.'], 1, []],
  [['/opt/spindle'], 1, []],
])('of %j the program files are taken', (argv, own, files) => {
  expect(programFiles(argv, own, '/home/kim')).toEqual(files)
})

function started(gotLock: boolean, files: string[]) {
  const given: unknown[] = []
  const app = Object.assign(new EventEmitter(), {
    requestSingleInstanceLock: (data: unknown) => {
      given.push(data)
      return gotLock
    },
  })
  const opened: (readonly string[])[] = []
  const one = becomeTheOne({ app: app as unknown as App, files, onSecond: (more) => opened.push(more) })
  return { one, given, opened, app }
}

test('a second start hands its files over and is not the one', () => {
  expect(started(false, ['/a.py'])).toMatchObject({ one: false, given: [{ files: ['/a.py'] }] })
})

test('the first app gets the files of later starts, from the data and not from their argv', () => {
  const { one, app, opened } = started(true, [])
  app.emit('second-instance', {}, ['spindle', '/wrong.py'], '/', { files: ['/b.py'] })
  app.emit('second-instance', {}, [], '/', { files: 5 })
  app.emit('second-instance', {}, [], '/', null)
  expect([one, opened]).toEqual([true, [['/b.py'], [], []]])
})
