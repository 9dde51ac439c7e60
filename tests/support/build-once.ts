import { ensureBuilt } from '../../scripts/build.js'

/** Builds the app when a source is newer than the build: tests that start real processes run the built agents. */
export default function buildOnce(): void {
  if (!ensureBuilt()) throw new Error('the build failed: npm run build says why')
}
