/** What a new program begins with: enough to run, and nothing to delete. */
import { PROGRAM_ENDINGS, type Language } from '../../contract/program'
import { t } from './i18n'

export function newProgram(language: Language): { readonly name: string; readonly source: string } {
  return {
    name: `${t('program.newName')}${PROGRAM_ENDINGS[language][0]}`,
    source: language === 'python' ? pythonStart() : typescriptStart(),
  }
}

const typescriptStart = (): string => `${t('program.newTypescriptHead')}
import { print } from 'spindle/builtins'
import { Thread } from 'spindle/threading'

export function work() {
  print('work')
}

export function main() {
  const worker = new Thread({ target: work, name: 'worker' })
  worker.start()
  worker.join()
}
`

const pythonStart = (): string => `${t('program.newPythonHead')}
from threading import Thread


def work():
    print("work")


if __name__ == "__main__":
    worker = Thread(target=work, name="worker")
    worker.start()
    worker.join()
`
