import { reasonNotToApply, type Group, type Rule } from './table.ts'

const OPENING = `# How threads and processes behave

The rules every program in Spindle obeys. They are Python's, in both languages: what a student learns here in
TypeScript is true of \`threading\` and \`multiprocessing\` too, and the other way round. Each rule has a program of
its own in \`tests/conformance/rules\`, which runs as a real process; \`npm run conformance\` runs them all in plain
Python, in Python inside Spindle and in TypeScript, and prints the three results side by side. This page is made
from that table (\`npm run conformance -- --page\`).

## Where TypeScript differs, and why

- **Threads have JavaScript variables of their own.** The machine gives every thread its own heap. The top level of a
  program is run once in each thread; \`Lock\`, \`Event\`, \`Queue\`, \`Value\` and the like made there, or passed as
  arguments, are one and the same object for all of them. Everything else is copied.
- **Processes start anew.** There is no fork: a child loads the program again, as Python's \`spawn\` does, and calls the
  function it was given. So a target is an exported function, and \`main()\` is what Python's \`if __name__ == '__main__':\`
  is for.
- **Nothing is buffered.** \`print()\` hands over each line at once and in one piece. A program that is killed keeps what
  it had printed, and two threads cannot glue their lines.
- **Threads compute side by side.** No lock guards the interpreter, so two threads that compute use two cores, and
  \`value.value += 1\` from two threads loses updates without any help.
- **The main thread is the second thread of its process.** The first is Spindle’s supervisor, which runs no code of
  the program and so can always see it and end it. \`nativeId\` is the id the system really gave, so that of the main
  thread is not the PID.
- **Names are spelled as in TypeScript**: \`isAlive()\`, \`exitCode\`, \`nativeId\`; \`undefined\` where Python says that
  a call gives \`None\`. Errors have Python's names and texts.
- **What the API does not have**: pools and executors, managers, callbacks at exit, start methods, and old spellings.

## Where Python in Spindle differs from plain Python
`

const RULES = `
## The rules

“As Python” means that the TypeScript program gives what the Python program gives, in its own spelling.
`

/** docs/semantics.md: the table for people. */
export function pageOf(groups: readonly Group[]): string {
  const rules = groups.flatMap((group) => group.rules)
  const onPurpose = rules
    .filter((rule) => rule.throughSpindle)
    .map((rule) => `- ${rule.id}, ${rule.title}: ${rule.throughSpindle?.because}.\n`)
  const away = rules.filter((rule) => reasonNotToApply(rule, 'typescript') !== null)
  const count = `${rules.length} rules; ${rules.length - away.length} apply to TypeScript, ${away.length} do not.\n`
  return `${OPENING}\n${onPurpose.join('')}${RULES}\n${count}${groups.map(sectionOf).join('')}`
}

function sectionOf(group: Group): string {
  const rows = group.rules.map(
    (rule) => `| ${rule.id} | ${rule.title} | ${pythonOf(rule)} | ${typescriptOf(rule)} |\n`,
  )
  const folder = `../tests/conformance/rules/${group.name}`
  return `\n### ${group.title}\n\nPrograms: [${group.name}](${folder})\n\n| | rule | plain Python | TypeScript |\n|---|---|---|---|\n${rows.join('')}`
}

/** Where plain Python, or some versions of it, go another way. */
function pythonOf(rule: Rule): string {
  const ways = rule.python?.because === undefined ? [] : [`differs: ${rule.python.because}`]
  for (const [versions, { because = 'differs' }] of Object.entries(rule.versions ?? {})) {
    ways.push(`${versions.split(' ').join(', ')}: ${because}`)
  }
  return ways.join('; ')
}

function typescriptOf(rule: Rule): string {
  const reason = reasonNotToApply(rule, 'typescript')
  if (reason !== null) return `Does not apply. ${reason}`
  const because = rule.typescript && 'because' in rule.typescript ? rule.typescript.because : undefined
  return because === undefined ? 'As Python' : `Differs: ${because}`
}
