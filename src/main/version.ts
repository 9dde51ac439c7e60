import { version } from '../../package.json'

/** Version of Spindle. */
export const VERSION: string = version
