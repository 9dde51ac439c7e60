/** Lets plain Node run our sources: imports without an ending mean TypeScript files. Used as `--import`. */
import { registerHooks } from 'node:module'

registerHooks({
  resolve(specifier, context, next) {
    if (!specifier.startsWith('.') || /\.\w+$/.test(specifier)) return next(specifier, context)
    return next(`${specifier}.ts`, context)
  },
})
