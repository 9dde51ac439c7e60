import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { RecordFile } from '../../../../../src/main/lab/record/record-file'
import { scratchFolder } from '../../../../support/scratch'

test('a record that is put away while somebody reads it is closed when he is done', async () => {
  const path = join(scratchFolder(), 'record')
  writeFileSync(path, 'one two')
  const file = await RecordFile.open(path)
  const goOn = Promise.withResolvers<void>()
  const reading = file.using(async () => {
    const first = await file.read(0, 3)
    await goOn.promise
    return `${first.toString()} and ${(await file.read(4, 3)).toString()}`
  })
  let isClosed = false
  const closing = file.close().then(() => (isClosed = true))
  await file.read(0, 1)
  expect(isClosed).toBe(false)
  goOn.resolve()
  expect(await reading).toBe('one and two')
  await closing
  await expect(file.read(0, 1)).rejects.toMatchObject({ code: 'EBADF' })
})
