/** Python's exceptions that the API raises, as JavaScript classes. Names stand on the prototype, as with JavaScript's own. */

type ErrorClass = new (message?: string, options?: ErrorOptions) => Error

function named<C extends ErrorClass>(name: string, type: C): C {
  Object.defineProperty(type, 'name', { value: name, configurable: true })
  Object.defineProperty(type.prototype, 'name', { value: name, configurable: true, writable: true })
  return type
}

export class RuntimeError extends Error {}
export class ValueError extends Error {}
export class AssertionError extends Error {}
export class AttributeError extends Error {}
export class OSError extends Error {}
export class BrokenPipeError extends OSError {}
export class EOFError extends Error {}
export class OverflowError extends Error {}
export class KeyboardInterrupt extends Error {}
export class BrokenBarrierError extends RuntimeError {}
export class Empty extends Error {}
export class Full extends Error {}

export class SystemExit extends Error {
  readonly code: unknown

  constructor(code?: unknown) {
    super(code === undefined ? '' : String(code))
    Object.defineProperty(this, 'code', { value: code, enumerable: false })
    this.code = code
  }
}

for (const [name, type] of Object.entries({
  RuntimeError,
  ValueError,
  AssertionError,
  AttributeError,
  OSError,
  BrokenPipeError,
  EOFError,
  OverflowError,
  KeyboardInterrupt,
  BrokenBarrierError,
  Empty,
  Full,
})) {
  named(name, type)
}
named('SystemExit', SystemExit as unknown as ErrorClass)
