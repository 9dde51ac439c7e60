/** All that the compiler does in the editor. */
import type { CompletionSource } from '@codemirror/autocomplete'
import type { Extension } from '@codemirror/state'
import { Access, type AccessOptions } from './access'
import { typescriptCompletion } from './complete'
import { typescriptGoTo } from './go-to'
import { typescriptHover } from './hover'
import { typescriptProblems, type ProblemWords } from './problems'
import { typescriptSignature } from './signature'

export interface TypeScriptSupport {
  readonly access: Access
  readonly extension: Extension
  readonly completion: CompletionSource
}

export function typescriptSupport(
  options: AccessOptions & { readonly words: ProblemWords },
): TypeScriptSupport {
  const access = new Access(options)
  return {
    access,
    completion: typescriptCompletion(access),
    extension: [
      typescriptProblems(access, options.words),
      typescriptHover(access),
      typescriptSignature(access),
      typescriptGoTo(access),
    ],
  }
}
