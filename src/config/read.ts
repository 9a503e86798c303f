/** The text of a configuration → its values, or every mistake in it with its place. */
import type {ParseError} from 'jsonc-parser'
import {lineIndexOf} from '../core/text/place.ts'
import {UsageError} from '../core/usage-error.ts'
import {withoutMark} from '../disk/byte-order-mark.ts'
import {keysOf, type RuleDescription} from './keys.ts'
import {type Issue, isObject, issuesOf, type Json, type JsonObject, nameOf, type Path} from './shape.ts'

/** A configuration's text and what to call it. */
export interface ConfigSource {
  /** For messages: the file's path. */
  readonly name: string
  readonly text: string
  /** Where the settings are within the file: `['paperlint']` in package.json. */
  readonly root: Path
}

/**
 * Reads JSON with comments and trailing commas.
 *
 * @throws UsageError with one line per mistake: `file:line:column: what is wrong`
 */
export async function readConfig(source: ConfigSource, catalogue: readonly RuleDescription[]): Promise<JsonObject> {
  const {name, root} = source
  const text = withoutMark(source.text)
  const file = await jsonOf(name, text)
  const values = root.reduce<Json>((value, step) => (isObject(value) ? (value[step] ?? {}) : {}), file)
  const issues = issuesInConfig(values, catalogue)
  if (issues.length > 0) throw new UsageError(await withPlaces(issues, name, text, root))
  // A configuration without issues is an object.
  return values as JsonObject
}

/**
 * A program's configuration as a file would hold it: `undefined` is left out.
 *
 * @throws TypeError for a value that JSON can't hold
 */
export function plainOf(value: unknown): Json {
  const text = JSON.stringify(value, (key, item: unknown) => {
    if (typeof item === 'function' || typeof item === 'symbol' || typeof item === 'bigint')
      throw new TypeError(`Expected ${key === '' ? 'the configuration' : `\`${key}\``} to be JSON, got a ${typeof item}`)
    return item
  })
  if (text === undefined) throw new TypeError('Expected a configuration, got nothing')
  return JSON.parse(text)
}

/** Everything that is wrong with a configuration's values. */
export function issuesInConfig(values: Json, catalogue: readonly RuleDescription[]): Issue[] {
  const shape = {kind: 'record', keys: keysOf(catalogue), things: 'key'} as const
  return issuesOf(values, shape, [], (path) => (path.length === 0 ? 'paperlint' : nameOf(path)))
}

async function jsonOf(name: string, text: string): Promise<Json> {
  try {
    return JSON.parse(text)
  } catch {
    // Most configurations are plain JSON: the parser that knows comments is loaded for those that are not.
    const {parse} = await import('jsonc-parser')
    const faults: ParseError[] = []
    const value: Json = parse(text, faults, {allowTrailingComma: true})
    // After one fault the parser stumbles over what follows, so only the first says anything.
    const [first] = faults
    if (first === undefined) return value
    const {line, column} = lineIndexOf(text).pointAt(first.offset)
    throw new UsageError(`${name}:${line}:${column}: Expected ${expectedAt(first.error)}`)
  }
}

/** jsonc-parser's error codes in words. */
function expectedAt(code: number): string {
  const words = [
    'JSON',
    'JSON',
    'a number',
    'a key in double quotes',
    'a JSON value',
    'a colon after the key',
    'a comma before this',
    'a closing `}`',
    'a closing `]`',
    'nothing after the configuration',
    'a comment that begins with `//` or `/*`',
    'the comment to end with `*/`',
    'the text to end with a double quote',
    'the number to end',
    'four hexadecimal digits after `\\u`',
    'one of the escapes that JSON knows',
    'no control character in the text',
  ]
  return words[code] ?? 'JSON'
}

async function withPlaces(issues: readonly Issue[], name: string, text: string, root: Path): Promise<string[]> {
  const {findNodeAtLocation, parseTree} = await import('jsonc-parser')
  const tree = parseTree(text, [], {allowTrailingComma: true})
  const lines = lineIndexOf(text)
  return issues.map(({path, atKey, message}) => {
    const value = tree && findNodeAtLocation(tree, [...root, ...path])
    const node = atKey ? (value?.parent?.children?.[0] ?? value) : value
    const {line, column} = lines.pointAt(node?.offset ?? 0)
    return `${name}:${line}:${column}: ${message}`
  })
}
