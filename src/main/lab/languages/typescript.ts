/** TypeScript (and JavaScript): programs run inside the Node agent, whose supervisor is told in `welcome` what to run. */
import { join } from 'node:path'
import type { Launch, MakeLanguageHost } from './language'

/** The supervisor is short of nothing but start-up time: fewer helper threads, and warnings stay out of the log. */
const NODE_FLAGS = ['--disable-warning=ExperimentalWarning'] as const

export const makeTypeScript: MakeLanguageHost = ({ agents, nodePath, nodeEnv, cacheDir }) => {
  const launch = (cwd: string): Launch => ({
    command: nodePath,
    args: [...NODE_FLAGS, agents.supervisor],
    env: { ...nodeEnv, SPINDLE_CACHE: join(cacheDir, 'compiled') },
    cwd,
    facts: {},
    programInWelcome: true,
  })
  return {
    language: 'typescript',
    interpreters: async () => [],
    launch: async ({ cwd }) => launch(cwd),
    // A spare changes into the program's folder when it learns of it.
    spare: () => launch('/'),
    close: () => undefined,
  }
}
