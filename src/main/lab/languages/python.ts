/** Python: owned by the Python engineer; until then the app says that there is none. */
import { SpindleError } from '../../../contract/errors'
import type { MakeLanguageHost } from './language'

export const makePython: MakeLanguageHost = () => ({
  language: 'python',
  interpreters: async () => [],
  launch: async () => {
    throw new SpindleError('python-not-found', { tried: [] })
  },
  spare: () => null,
  close: () => undefined,
})
