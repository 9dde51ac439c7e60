import { describe, expect, test } from 'vitest'
import { readLessonText, spansOf } from '../../../src/lessons/text'

const whole = `# A title

A goal.

## predict

What happens?

- \`this\` This.
- \`that\` That.

### this

It was this,

and so on.

## look

- \`lane\` **The lane** Look at \`it\`.

## why

Because.

And because.
`

describe('a lesson text', () => {
  test('is read into its parts', () => {
    expect(readLessonText(whole)).toEqual({
      title: 'A title',
      goal: 'A goal.',
      question: 'What happens?',
      choices: { this: 'This.', that: 'That.' },
      outcomes: { this: 'It was this, and so on.' },
      look: { lane: { label: 'The lane', text: 'Look at `it`.' } },
      changes: {},
      why: ['Because.', 'And because.'],
    })
  })

  test.each([
    ['without a title', 'A goal.\n', /begins with “# title”/],
    ['with two goals', '# T\n\nOne.\n\nTwo.\n', /goal of one paragraph/],
    ['with a section nobody knows', '# T\n\nG.\n\n## homework\n', /unknown section “homework”/],
    ['with an item that has no id', '# T\n\nG.\n\n## look\n\n- **L** words\n', /an item must read/],
    ['with an item that has no label', '# T\n\nG.\n\n## look\n\n- `a` words\n', /\*\*label\*\*/],
  ])('%s is refused', (_what, source, message) => {
    expect(() => readLessonText(source)).toThrow(message)
  })
})

test('spans are plain, code and strong; an open mark stands as it is', () => {
  expect(spansOf('a `b` **c** d` e')).toEqual([
    { kind: 'plain', text: 'a ' },
    { kind: 'code', text: 'b' },
    { kind: 'plain', text: ' ' },
    { kind: 'strong', text: 'c' },
    { kind: 'plain', text: ' d` e' },
  ])
})
