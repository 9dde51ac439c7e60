/** How a child process gets its order from its parent; until then it is a spare that has booted what it can. */
import type { Entry } from './children'
import type { Supervisor } from './process'

export function waitForEntry(supervisor: Supervisor): void {
  const leave = (): void => process.exit(0)
  process.once('disconnect', leave)
  process.once('message', (entry: Entry) => {
    // From here on this process lives on without its parent (semantics P24).
    process.off('disconnect', leave)
    process.channel?.unref()
    takeEnvironment(entry.env)
    supervisor.runChild(entry)
  })
}

/** The parent's environment as it is at the start, not as it was when this process was forked. */
function takeEnvironment(env: Readonly<Record<string, string>>): void {
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name]
  Object.assign(process.env, env)
}
