/** What a value of the configuration may be, and what is wrong with one that it may not be. */
import {didYouMean} from '../core/text/nearest.ts'
import {durationMsOf} from './duration.ts'

export type Json = null | boolean | number | string | readonly Json[] | {readonly [key: string]: Json}
export type JsonObject = {readonly [key: string]: Json}

/** Where in a configuration: keys and indices from its root. */
export type Path = readonly (string | number)[]

/** Keys that hold settings, each with its own shape. */
export type Keys = Readonly<Record<string, Key>>

export interface Key {
  readonly shape: Shape
  /** One line for people, without a period. */
  readonly summary: string
  /** The value that applies without the key. */
  readonly default?: Json
  /** The command line's option, without dashes. */
  readonly flag?: string
  /** What the option's value is called in the help; none for a switch. */
  readonly argument?: string
  /** It gives the run more rights, so an unreviewed change must not set it. */
  readonly widens?: true
  /** It holds paths: those that lead out of the configuration's folder count only if they were reviewed. */
  readonly inside?: true
}

export type Shape =
  | {readonly kind: 'boolean'}
  | {readonly kind: 'text'}
  /** The value of an HTTP header. Source: RFC 9110 section 5.5. */
  | {readonly kind: 'header'}
  /** A whole number. */
  | {readonly kind: 'whole'; readonly least: number}
  /** A number, within bounds if there are any. */
  | {readonly kind: 'number'; readonly least?: number; readonly most?: number}
  | {readonly kind: 'duration'; readonly positive?: true}
  /** The source of a regular expression. */
  | {readonly kind: 'pattern'}
  /** `REGEX REPLACEMENT`. */
  | {readonly kind: 'remap'}
  /** An http(s) URL. */
  | {readonly kind: 'url'}
  | {readonly kind: 'choice'; readonly of: readonly string[]}
  | {readonly kind: 'list'; readonly of: Shape}
  /** Any names, all with the same shape. */
  | {readonly kind: 'map'; readonly of: Shape; readonly names?: Names}
  | {readonly kind: 'record'; readonly keys: Keys; readonly things: string}
  /** One or the other, told apart by the value's JSON type. */
  | {readonly kind: 'either'; readonly of: readonly Shape[]}

/** Which names a map may have. */
export interface Names {
  readonly pattern: RegExp
  /** After ``Expected `name` to be ``. */
  readonly words: string
}

export interface Issue {
  readonly path: Path
  /** The key itself is wrong, not its value. */
  readonly atKey: boolean
  readonly message: string
}

/** `hosts["arxiv.org"].interval`. */
export function nameOf(path: Path): string {
  return path
    .map((step, index) =>
      typeof step === 'number'
        ? `[${step}]`
        : !/^[A-Za-z_$][\w$]*$/.test(step)
          ? `[${JSON.stringify(step)}]`
          : index === 0
            ? step
            : `.${step}`,
    )
    .join('')
}

/** A message names the keys of an object only if there are at most so many. */
const mostNames = 4

/** The words of a message after ``Expected `key` to be ``. */
export function wordsOf(shape: Shape): string {
  switch (shape.kind) {
    case 'boolean':
      return '`true` or `false`'
    case 'text':
      return 'text that is not empty'
    case 'header':
      return 'text of Latin letters, digits and signs on one line'
    case 'whole':
      return `a whole number from ${shape.least}`
    case 'number':
      return `a number${shape.least === undefined ? '' : ` from ${shape.least}`}${shape.most === undefined ? '' : ` to ${shape.most}`}`
    case 'duration':
      return shape.positive === true
        ? 'a duration above zero such as `300ms`, `2s`, `5m` or `1d`'
        : 'a duration such as `300ms`, `2s`, `5m` or `1d`'
    case 'pattern':
      return 'a regular expression'
    case 'remap':
      return 'a regular expression and its replacement with a space between them'
    case 'url':
      return 'an http or https URL'
    case 'choice':
      return listOf(shape.of.map((name) => `\`${name}\``))
    case 'list':
      return 'a list'
    case 'map':
      return 'an object'
    case 'record': {
      const names = Object.keys(shape.keys).map((name) => `\`${name}\``)
      return names.length > mostNames ? 'an object' : `an object of ${listOf(names, 'and')}`
    }
    case 'either':
      return listOf(shape.of.map(wordsOf))
    default:
      return shape satisfies never
  }
}

function listOf(words: readonly string[], last = 'or'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`
}

/**
 * Everything that is wrong with a value, in its own order.
 *
 * @param name how messages call the value at a path; by default as the configuration does
 */
export function issuesOf(value: Json, shape: Shape, path: Path = [], name: (path: Path) => string = nameOf): Issue[] {
  switch (shape.kind) {
    case 'list':
      if (!isList(value)) return [expected()]
      return value.flatMap((item, index) => issuesOf(item, shape.of, [...path, index], name))
    case 'map':
      if (!isObject(value)) return [expected()]
      return Object.entries(value).flatMap(([key, item]) => {
        const {names, of} = shape
        if (names === undefined || names.pattern.test(key)) return issuesOf(item, of, [...path, key], name)
        return [{path: [...path, key], atKey: true, message: `Expected \`${key}\` in \`${name(path)}\` to be ${names.words}`}]
      })
    case 'record':
      if (!isObject(value)) return [expected()]
      return Object.entries(value).flatMap(([key, item]) => {
        const known = Object.hasOwn(shape.keys, key) ? shape.keys[key] : undefined
        if (known !== undefined) return issuesOf(item, known.shape, [...path, key], name)
        const message = `Unexpected ${shape.things} \`${name([...path, key])}\`${didYouMean(key, Object.keys(shape.keys))}`
        return [{path: [...path, key], atKey: true, message}]
      })
    case 'either': {
      const sameType = shape.of.find((option) => typeOfShape(option) === typeOf(value))
      return sameType === undefined ? [expected()] : issuesOf(value, sameType, path, name)
    }
    default:
      return isPlain(value, shape) ? [] : [expected()]
  }

  function expected(): Issue {
    // A header may be a secret, and messages end up in public logs.
    const got = path.includes('headers') && typeof value === 'string' && value !== '' ? 'others' : shown(value)
    const words = `Expected \`${name(path)}\` to be ${wordsOf(shape)}, got ${got}`
    const hint =
      shape.kind === 'duration' && typeof value === 'number'
        ? `, a bare number: write \`${value}s\` for seconds or \`${value}ms\` for milliseconds`
        : shape.kind === 'choice' && typeof value === 'string'
          ? didYouMean(value, shape.of)
          : shape.kind === 'pattern' && typeof value === 'string'
            ? `: ${patternFault(value)}`
            : shape.kind === 'remap' && typeof value === 'string'
              ? faultOfRemap(value)
              : ''
    return {path, atKey: false, message: words + hint}
  }
}

function isPlain(value: Json, shape: Shape): boolean {
  switch (shape.kind) {
    case 'boolean':
      return typeof value === 'boolean'
    case 'text':
      return typeof value === 'string' && value.trim() !== ''
    case 'header':
      return typeof value === 'string' && /^(?=.*\S)[\t\x20-\x7e\x80-\xff]+$/.test(value)
    case 'whole':
      return Number.isSafeInteger(value) && Number(value) >= shape.least
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) && value >= (shape.least ?? value) && value <= (shape.most ?? value)
    case 'duration':
      return typeof value === 'string' && (durationMsOf(value) ?? -1) >= (shape.positive === true ? 1 : 0)
    case 'pattern':
      return typeof value === 'string' && patternFault(value) === undefined
    case 'remap':
      return typeof value === 'string' && remapOf(value) !== undefined
    case 'url':
      return typeof value === 'string' && /^https?:\/\//i.test(value) && URL.canParse(value)
    case 'choice':
      return typeof value === 'string' && shape.of.includes(value)
    default:
      return false
  }
}

function patternFault(source: string): string | undefined {
  try {
    new RegExp(source)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^Invalid regular expression: /, '') : String(error)
  }
}

/** Splits `REGEX REPLACEMENT` at the last space, as a URL has none. */
export function remapOf(text: string): {readonly pattern: RegExp; readonly replacement: string} | undefined {
  const [source, replacement] = partsOfRemap(text)
  return source === '' || patternFault(source) !== undefined ? undefined : {pattern: new RegExp(source), replacement}
}

function partsOfRemap(text: string): readonly [source: string, replacement: string] {
  const [, source = '', replacement = ''] = /^(.*\S)\s+(\S+)$/.exec(text.trim()) ?? []
  return [source, replacement]
}

function faultOfRemap(text: string): string {
  const [source] = partsOfRemap(text)
  return source === '' ? '' : `: ${patternFault(source)}`
}

function typeOf(value: Json): string {
  return value === null ? 'null' : isList(value) ? 'list' : typeof value
}

function typeOfShape({kind}: Shape): string {
  if (kind === 'boolean' || kind === 'list') return kind
  if (kind === 'whole' || kind === 'number') return 'number'
  return kind === 'map' || kind === 'record' ? 'object' : 'string'
}

function shown(value: Json): string {
  const text = JSON.stringify(value)
  return isList(value) ? 'a list' : isObject(value) ? 'an object' : `\`${text.length > 60 ? `${text.slice(0, 59)}…` : text}\``
}

export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
