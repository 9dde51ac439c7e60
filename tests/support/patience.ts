/** How long a test waits for something that will happen, on a machine that may be busy with other things. */
export const PATIENCE = { timeout: 20_000, interval: 25 } as const
