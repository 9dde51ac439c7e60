/** How this process reaches the Lab; see AgentAddress. */
import { ADDRESS_VARIABLE, type AgentAddress } from '../../../contract/frames'
import { take } from './settings'

/** Takes the address out of the environment, so that nothing the program starts can find it. */
export function takeAddress(env: NodeJS.ProcessEnv): AgentAddress | null {
  const text = take(env, ADDRESS_VARIABLE)
  return text === undefined ? null : (JSON.parse(text) as AgentAddress)
}
