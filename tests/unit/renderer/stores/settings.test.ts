// @vitest-environment happy-dom
/** The settings of the page: what was changed before they had come is neither lost nor all there is. */
import { expect, test } from 'vitest'
import type { Settings } from '../../../../src/contract/commands'
import { useSettings } from '../../../../src/renderer/src/stores/settings'
import { appOn, marketAnswers } from '../support/app'

const KEPT: Settings = {
  theme: 'dark',
  locale: 'en',
  language: 'typescript',
  speed: 1,
  python: null,
  done: ['thread-and-input'],
  page: { welcomed: true },
}

test('a change made while they are read holds on top of them, and takes nothing away', async () => {
  const answer = Promise.withResolvers<Settings>()
  const sent: Partial<Settings>[] = []
  const { app } = appOn({
    ...marketAnswers(),
    'settings.get': () => answer.promise,
    'settings.set': ({ changes }) => {
      sent.push(changes)
      return { ...KEPT, ...changes }
    },
  })
  const settings = app.runWithContext(useSettings)
  const loaded = settings.load()
  const changes = [settings.change({ language: 'python' }), settings.setPage('hide.log', true)]
  expect(settings.kept.language).toBe('python')

  answer.resolve(KEPT)
  await Promise.all([loaded, ...changes])
  const page = { welcomed: true, 'hide.log': true }
  expect(settings.kept).toEqual({ ...KEPT, language: 'python', page })
  expect(sent).toEqual([{ language: 'python' }, { page }])
})
