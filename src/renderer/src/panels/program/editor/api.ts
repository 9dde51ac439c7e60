/**
 * The student API as the editor completes it, read out of its declaration file (src/agents/node/api), which is
 * the one place where it stands with its words. Only what that file uses is understood: exported functions,
 * constants and classes of ambient modules, their members, and the comment before each.
 */

export interface ApiName {
  readonly name: string
  readonly kind: 'function' | 'class' | 'constant' | 'type'
  /** Module to import it from: `spindle/threading`. */
  readonly module: string
  /** As declared, without `export`: `join(timeout?: number | null): void`. */
  readonly signature: string
  readonly about: string
  readonly members: readonly ApiMember[]
}

export interface ApiMember {
  readonly name: string
  readonly kind: 'method' | 'property'
  readonly signature: string
  readonly about: string
}

/** What the declarations say, in their order. */
export function readApi(declarations: string): readonly ApiName[] {
  const names: ApiName[] = []
  for (const [, module = '', body = ''] of declarations.matchAll(
    /^declare module '([^']+)' \{\n([\s\S]*?)^\}/gm,
  )) {
    let about = ''
    let members: ApiMember[] | null = null
    for (const line of joined(body)) {
      if (line.about !== undefined) {
        about = line.about
        continue
      }
      const text = line.text
      if (members && /^ {4}\S/.test(text)) {
        const member = memberOf(text.trim(), about)
        if (member) members.push(member)
      } else if (/^ {2}\}/.test(text)) {
        members = null
      } else {
        const found = /^ {2}export (function|class|const|interface|type) (\w+)/.exec(text)
        if (found) {
          const [, word, name = ''] = found
          members = []
          names.push({
            name,
            kind:
              word === 'function'
                ? 'function'
                : word === 'class'
                  ? 'class'
                  : word === 'const'
                    ? 'constant'
                    : 'type',
            module,
            signature: text
              .trim()
              .replace(/^export /, '')
              .replace(/\s*\{$/, ''),
            about,
            members,
          })
          if (!text.trimEnd().endsWith('{')) members = null
        }
      }
      about = ''
    }
  }
  return withInherited(names)
}

interface Line {
  readonly text: string
  /** Set for a comment, whose text is empty. */
  readonly about?: string
}

/** Lines of a module with comments read and declarations over several lines put on one. */
function joined(body: string): readonly Line[] {
  const lines: Line[] = []
  const source = body.split('\n')
  for (let index = 0; index < source.length; index++) {
    let line = source[index] ?? ''
    if (line.trim().startsWith('/**')) {
      const comment = [line]
      while (!(source[index] ?? '').includes('*/')) comment.push(source[++index] ?? '')
      lines.push({ text: '', about: wordsOf(comment) })
      continue
    }
    while (count(line, '(') > count(line, ')') && index + 1 < source.length)
      line += ` ${(source[++index] ?? '').trim()}`
    if (line.trim()) lines.push({ text: line })
  }
  return lines
}

const count = (text: string, character: string): number => text.split(character).length - 1

const wordsOf = (comment: readonly string[]): string =>
  comment
    .map((line) =>
      line
        .replace(/^\s*\/?\*+\/?\s?/, '')
        .replace(/\s*\*\/\s*$/, '')
        .trim(),
    )
    .filter(Boolean)
    .join(' ')

function memberOf(text: string, about: string): ApiMember | null {
  const [, name, bracket] = /^(?:readonly )?(\w+)\??(?:<[^>]*>)?\s*([(:])/.exec(text) ?? []
  if (!name || name === 'constructor') return null
  return { name, kind: bracket === '(' ? 'method' : 'property', signature: text.replace(/;?$/, ''), about }
}

/** A class has what the class it extends has. */
function withInherited(names: readonly ApiName[]): readonly ApiName[] {
  return names.map((name) => {
    const [, base] = / extends (\w+)/.exec(name.signature) ?? []
    const parent = names.find((other) => other.name === base && other.module === name.module)
    const own = new Set(name.members.map((member) => member.name))
    const more = parent?.members.filter((member) => !own.has(member.name)) ?? []
    return { ...name, members: [...name.members, ...more] }
  })
}
