/** Names of the classes of the API. A bundler may rename one of two that are called the same; students see the name. */

export type Classes = Readonly<Record<string, { readonly prototype: object }>>

export function nameClasses(classes: Classes): void {
  for (const [name, type] of Object.entries(classes)) {
    Object.defineProperty(type, 'name', { value: name, configurable: true })
  }
}
