/** What the supervisor leaves in the record of a thread that asked for a line. */
export const INPUT = { none: 0, line: 1, end: 2 } as const
