import { action } from './action'
import { app } from './app'
import { command } from './command'
import { error } from './error'
import { freeLab } from './free-lab'
import { lesson } from './lesson'
import { log } from './log'
import { program } from './program'
import { refusal } from './refusal'
import { run } from './run'
import { state } from './state'
import { status } from './status'
import { timeline } from './timeline'
import { unit } from './unit'

export const en = {
  action,
  app,
  command,
  error,
  freeLab,
  lesson,
  log,
  program,
  refusal,
  run,
  state,
  status,
  timeline,
  unit,
} as const
