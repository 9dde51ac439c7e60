/** An application without a page: stores on a recorded transport. */
import { createPinia, setActivePinia } from 'pinia'
import { createApp, type App } from 'vue'
import { TRANSPORT } from '../../../../src/renderer/src/transport/client'
import {
  createRecordedTransport,
  type Answers,
  type RecordedTransport,
} from '../../../../src/renderer/src/transport/recorded'
import { market, marketLog, marketSnapshot } from '../fixtures/market'

/** Answers of a Lab in which the market runs. */
export const marketAnswers = (): Answers => ({
  'lab.snapshot': () => ({ seq: 1, runs: [market], repeats: [] }),
  'run.open': () => marketSnapshot,
  'log.read': ({ from, count, view }) => {
    const lines = marketLog.filter(({ unit, text }) => {
      const isIn = !view.unit || unit === view.unit || unit.startsWith(`${view.unit}.`)
      return isIn && (!view.search || text.toLowerCase().includes(view.search.toLowerCase()))
    })
    return { total: lines.length, from, lines: lines.slice(from, from + count) }
  },
  'settings.get': () => ({
    theme: 'light',
    locale: 'ko',
    language: 'typescript',
    speed: 1,
    python: null,
    done: [],
    page: {},
  }),
  'settings.set': ({ changes }) => ({
    theme: 'light',
    locale: 'ko',
    language: 'typescript',
    speed: 1,
    python: null,
    done: [],
    page: {},
    ...changes,
  }),
  'unit.act': () => null,
  'unit.input': () => null,
})

export function appOn(answers: Answers = {}): { app: App; transport: RecordedTransport } {
  const transport = createRecordedTransport(answers)
  const pinia = createPinia()
  const app = createApp({ render: () => null })
  app.provide(TRANSPORT, transport)
  app.use(pinia)
  setActivePinia(pinia)
  return { app, transport }
}
