/** Colours for the few kinds of lines that are written down by hand; the editor colours real programs. */
export interface CodePiece {
  readonly text: string
  readonly look: 'kw' | 'ty' | 'st' | 'nu' | 'fn' | 'co' | ''
}

const PIECES =
  /(?<co>#.*|\/\/.*)|(?<st>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?<kw>\b(?:const|new|true|false|True|False)\b)|(?<ty>\b(?:Thread|Process)\b)|(?<nu>\b\d+(?:\.\d+)?\b)|(?<fn>\b\w+(?=\())/g
type Look = Exclude<CodePiece['look'], ''>

export function codePieces(line: string): readonly CodePiece[] {
  const pieces: CodePiece[] = []
  let at = 0
  for (const match of line.matchAll(PIECES)) {
    if (match.index > at) pieces.push({ text: line.slice(at, match.index), look: '' })
    const look = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined)?.[0] ?? ''
    pieces.push({ text: match[0], look: look as Look }) // the groups of the pattern are the looks
    at = match.index + match[0].length
  }
  if (at < line.length) pieces.push({ text: line.slice(at), look: '' })
  return pieces
}
