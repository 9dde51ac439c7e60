/**
 * Reads the words of a lesson (ko.md, en.md). A text is Markdown of one fixed shape:
 *
 *     # Title                         ## look            things to see, one item each
 *     goal, one sentence              ## try             changes of the program, one item each
 *     ## predict                      ## why             paragraphs
 *     question, then `- ` choices; `### choice` = what it means that this one came true
 *
 * Items begin with the id the lesson uses: "- `id` **short label** words" (choices have no label).
 */
import type { LessonLocale } from './lesson'

export interface LabelledText {
  readonly label: string
  readonly text: string
}

export interface LessonText {
  readonly title: string
  readonly goal: string
  readonly question: string
  readonly choices: Readonly<Record<string, string>>
  readonly outcomes: Readonly<Record<string, string>>
  readonly look: Readonly<Record<string, LabelledText>>
  readonly changes: Readonly<Record<string, LabelledText>>
  readonly why: readonly string[]
}

const SECTIONS = ['predict', 'look', 'try', 'why'] as const
type Section = (typeof SECTIONS)[number]

/** @throws Error that names the line when the text has not the shape above. */
export function readLessonText(source: string): LessonText {
  const [head = '', ...rest] = source.split(/^## /m)
  const sections = new Map<string, string>()
  for (const section of rest) {
    const end = section.indexOf('\n')
    const name = section.slice(0, end).trim()
    if (!(SECTIONS as readonly string[]).includes(name)) throw new Error(`unknown section “${name}”`)
    sections.set(name, section.slice(end + 1))
  }
  const of = (name: Section): string => sections.get(name) ?? ''
  const [title, goal, ...more] = paragraphsOf(head)
  if (!title?.startsWith('# ') || !goal || more.length > 0) {
    throw new Error('a lesson begins with “# title” and a goal of one paragraph')
  }
  const [asked = '', ...outcomes] = of('predict').split(/^### /m)
  return {
    title: title.slice(2),
    goal,
    question: paragraphsOf(asked).find((paragraph) => !paragraph.startsWith('- ')) ?? '',
    choices: Object.fromEntries(itemsOf(asked).map(({ id, text }) => [id, text])),
    outcomes: Object.fromEntries(
      outcomes.map((outcome) => {
        const [id = '', ...paragraphs] = outcome.split('\n')
        return [id.trim(), paragraphsOf(paragraphs.join('\n')).join(' ')]
      }),
    ),
    look: labelled(of('look')),
    changes: labelled(of('try')),
    why: paragraphsOf(of('why')),
  }
}

const paragraphsOf = (text: string): string[] =>
  text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean)

function itemsOf(text: string): { id: string; text: string }[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('- '))
    .map((line) => {
      const [, id, words] = /^- `([a-z0-9-]+)` (.+)$/.exec(line) ?? []
      if (!id || !words) throw new Error(`an item must read “- \`id\` words”: ${line}`)
      return { id, text: words }
    })
}

function labelled(text: string): Record<string, LabelledText> {
  return Object.fromEntries(
    itemsOf(text).map((item) => {
      const [, label, words] = /^\*\*(.+?)\*\* (.+)$/.exec(item.text) ?? []
      if (!label || !words) throw new Error(`an item must read “- \`id\` **label** words”: ${item.text}`)
      return [item.id, { label, text: words }]
    }),
  )
}

/** A piece of a line of text: plain, code, or strong. */
export interface Span {
  readonly kind: 'plain' | 'code' | 'strong'
  readonly text: string
}

/** Splits a line at its `code` and **strong** marks. Marks that are not closed stand as they are. */
export function spansOf(text: string): readonly Span[] {
  return text
    .split(/(`[^`]+`|\*\*[^*]+\*\*)/)
    .filter(Boolean)
    .map((piece) => {
      if (/^`[^`]+`$/.test(piece)) return { kind: 'code', text: piece.slice(1, -1) }
      if (/^\*\*[^*]+\*\*$/.test(piece)) return { kind: 'strong', text: piece.slice(2, -2) }
      return { kind: 'plain', text: piece }
    })
}

const reading = new Map<LessonLocale, Promise<Readonly<Record<string, LessonText>>>>()

/** The texts of all lessons in one language, by id of the lesson. Read once, when they are first asked for. */
export function lessonTexts(locale: LessonLocale): Promise<Readonly<Record<string, LessonText>>> {
  const begun = reading.get(locale)
  if (begun) return begun
  const read = (locale === 'ko' ? import('./ko') : import('./en')).then(({ texts }) =>
    Object.fromEntries(Object.entries(texts).map(([id, source]) => [id, readLessonText(source)])),
  )
  reading.set(locale, read)
  // A chunk that could not be loaded is asked for again the next time.
  read.catch(() => reading.delete(locale))
  return read
}
