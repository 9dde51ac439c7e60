import { expect, it } from 'vitest'
import type { Unit } from '../../../../src/contract/unit'
import { locale } from '../../../../src/renderer/src/i18n'
import { endSentence } from '../../../../src/renderer/src/look/end-sentence'

const failed = (process: string, type: string): Unit =>
  ({
    kind: 'process',
    process,
    startedAt: 1,
    daemon: false,
    end: {
      state: 'failed',
      at: 2,
      exitCode: 1,
      signal: null,
      askedBy: 'program',
      forced: false,
      error: { type, message: 'why' },
    },
  }) as Unit

it('says why a child process meets the end of its input, and of no other error', () => {
  locale.value = 'en'
  expect(endSentence(failed('2', 'EOFError'))).toBe(
    'exit 1: EOFError: why. The standard input of a child process is empty: its parent has to read the line and hand it over',
  )
  expect(endSentence(failed('1', 'EOFError'))).toBe('exit 1: EOFError: why')
  expect(endSentence(failed('2', 'ValueError'))).toBe('exit 1: ValueError: why')
})
