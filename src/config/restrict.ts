/** What a configuration that nobody has reviewed may not decide. */
import {isObject, type Json, type JsonObject, type Keys, nameOf, type Path, type Shape} from './shape.ts'

export interface Restricted {
  readonly values: JsonObject
  /** Names of the keys that were ignored, e.g. `services.arxiv.endpoint`. */
  readonly ignored: readonly string[]
}

/**
 * Puts the reviewed configuration's value in the place of every changed one that would give the run more rights.
 *
 * @param reviewed the base branch's configuration; `{}` where there is none
 */
export function restrict(values: JsonObject, reviewed: JsonObject, keys: Keys): Restricted {
  const ignored: string[] = []
  return {values: restrictRecord(values, reviewed, (name) => keys[name], [], ignored), ignored}
}

type KeyOf = (name: string) => {readonly shape: Shape; readonly widens?: true} | undefined

function restrictRecord(values: JsonObject, reviewed: JsonObject, keyOf: KeyOf, path: Path, ignored: string[]): JsonObject {
  const result: Record<string, Json> = {}
  // Also what the reviewed configuration alone has: removing a key can widen as well, but never beyond the defaults.
  for (const [name, value] of Object.entries(values)) {
    const key = keyOf(name)
    const before = Object.hasOwn(reviewed, name) ? reviewed[name] : undefined
    if (key?.widens === true && JSON.stringify(before) !== JSON.stringify(value)) {
      ignored.push(nameOf([...path, name]))
      if (before !== undefined) result[name] = before
    } else {
      result[name] = isObject(value) ? restrictInside(value, isObject(before) ? before : {}, key?.shape, [...path, name], ignored) : value
    }
  }
  return result
}

function restrictInside(value: JsonObject, before: JsonObject, shape: Shape | undefined, path: Path, ignored: string[]): JsonObject {
  if (shape?.kind === 'record') return restrictRecord(value, before, (name) => shape.keys[name], path, ignored)
  if (shape?.kind === 'map') return restrictRecord(value, before, () => ({shape: shape.of}), path, ignored)
  return value
}
