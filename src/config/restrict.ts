/** What a configuration that nobody has reviewed may not decide. */
import {isList, isObject, type Json, type JsonObject, type Key, type Keys, nameOf, type Path, type Shape} from './shape.ts'

export interface Restricted {
  readonly values: JsonObject
  /** Names of the keys that were ignored, e.g. `services.arxiv.endpoint`. */
  readonly ignored: readonly string[]
}

/**
 * Replaces every changed value that would give the run more rights by the reviewed configuration's.
 *
 * @param reviewed the base branch's configuration; `{}` where there is none
 */
export function restrict(values: JsonObject, reviewed: JsonObject, keys: Keys): Restricted {
  const ignored: string[] = []
  return {values: restrictRecord(values, reviewed, (name) => keys[name], [], ignored), ignored}
}

type KeyOf = (name: string) => Pick<Key, 'shape' | 'widens' | 'inside'> | undefined

function restrictRecord(values: JsonObject, reviewed: JsonObject, keyOf: KeyOf, path: Path, ignored: string[]): JsonObject {
  const result: Record<string, Json> = {}
  // Including keys that only the reviewed configuration has: without a key its default applies, which may allow more.
  for (const name of new Set([...Object.keys(values), ...Object.keys(reviewed)])) {
    const key = keyOf(name)
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    const before = Object.hasOwn(reviewed, name) ? reviewed[name] : undefined
    if (key?.widens === true && JSON.stringify(before) !== JSON.stringify(value)) {
      ignored.push(nameOf([...path, name]))
      if (before !== undefined) result[name] = before
    } else if (isObject(value) || (value === undefined && isObject(before))) {
      const inside = restrictInside(isObject(value) ? value : {}, isObject(before) ? before : {}, key?.shape, [...path, name], ignored)
      if (value !== undefined || Object.keys(inside).length > 0) result[name] = inside
    } else if (value !== undefined) {
      const staying = key?.inside === true && isList(value) ? value.filter((file) => !leadsOut(file) || isAmong(before, file)) : value
      if (isList(value) && isList(staying) && staying.length < value.length) ignored.push(nameOf([...path, name]))
      result[name] = staying
    }
  }
  return result
}

/** Does a path lead out of its folder, on any system? */
function leadsOut(path: Json): boolean {
  return typeof path === 'string' && (/^(?:[/\\]|[a-z]:)/i.test(path) || path.split(/[/\\]/).includes('..'))
}

function isAmong(list: Json | undefined, item: Json): boolean {
  return list !== undefined && isList(list) && list.includes(item)
}

function restrictInside(value: JsonObject, before: JsonObject, shape: Shape | undefined, path: Path, ignored: string[]): JsonObject {
  if (shape?.kind === 'record') return restrictRecord(value, before, (name) => shape.keys[name], path, ignored)
  if (shape?.kind === 'map') return restrictRecord(value, before, () => ({shape: shape.of}), path, ignored)
  return value
}
