import { action } from './action'
import { app } from './app'
import { command } from './command'
import { error } from './error'
import { log } from './log'
import { refusal } from './refusal'
import { run } from './run'
import { state } from './state'
import { status } from './status'
import { timeline } from './timeline'
import { unit } from './unit'

export const en = { action, app, command, error, log, refusal, run, state, status, timeline, unit } as const
