import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { ERROR_CODES, ERROR_OWNERS } from '../../../src/contract/errors'
import { UNIT_STATES } from '../../../src/contract/unit'
import { JsonEventSchema } from '../../../src/main/cli/json-events'

const events = readFileSync('docs/events.md', 'utf8')
const errors = readFileSync('docs/errors.md', 'utf8')
const names = JsonEventSchema.options.map((option) => option.entries.event.literal)

test('docs/events.md shows every event once, as the schema has it', () => {
  const examples = [...events.matchAll(/```json\n(.*)\n```/g)].map(([, json]) => JSON.parse(json!) as unknown)
  const shown = examples.map((example) => {
    const { success, output, issues } = v.safeParse(JsonEventSchema, example)
    expect(issues?.map(({ message }) => message)).toBeUndefined()
    return success ? output.event : null
  })
  expect(shown.sort()).toEqual([...names].sort())
})

test.each(names)('docs/events.md names every field of “%s”', (name) => {
  const option = JsonEventSchema.options.find((one) => one.entries.event.literal === name)!
  const fields = Object.keys(option.entries).filter((field) => field !== 'event')
  expect(fields.filter((field) => !new RegExp(`["\`]${field}["\`]`).test(events))).toEqual([])
})

test('docs/events.md names every state', () => {
  expect(UNIT_STATES.filter((state) => !events.includes(`\`${state}\``))).toEqual([])
})

test.each(ERROR_CODES)('docs/errors.md explains %s and says whose move it is', (code) => {
  const owner = { program: 'the program', person: 'you', machine: 'the machine', spindle: 'Spindle' }
  expect(errors).toContain(`| \`${code}\` | ${owner[ERROR_OWNERS[code]]} |`)
})
