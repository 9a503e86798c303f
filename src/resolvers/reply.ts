/** What services answered, read without trust: a reply of another shape than expected is no answer at all. */
import {withoutReferences} from '../core/html.ts'
import type {Identity} from '../core/identity.ts'
import type {Outcome} from '../core/probe.ts'
import type {Settlement, Source} from '../core/resolver.ts'

export type Response = Extract<Outcome, {kind: 'response'}>

/** The response, if it came whole and with this status. */
export function wholeResponse(outcome: Outcome, status = 200): Response | undefined {
  return outcome.kind === 'response' && outcome.status === status && !outcome.truncated ? outcome : undefined
}

/** The JSON of a body; undefined for what is none, e.g. a challenge page. */
export function jsonOf(body: string): unknown {
  try {
    // With a byte order mark it is none.
    return JSON.parse(body.trimStart())
  } catch {
    return undefined
  }
}

/** A page where an API answers with words or JSON: somebody else speaks, so its status says nothing of what was asked. */
export function isPage(body: string): boolean {
  return /^\s*</.test(body)
}

/** The value behind a path of keys; undefined where the path breaks off. */
export function at(value: unknown, ...keys: readonly string[]): unknown {
  let here = value
  for (const key of keys) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined
    here = (here as Readonly<Record<string, unknown>>)[key]
  }
  return here
}

export function textAt(value: unknown, ...keys: readonly string[]): string | undefined {
  const found = at(value, ...keys)
  return typeof found === 'string' ? found : undefined
}

export function numberAt(value: unknown, ...keys: readonly string[]): number | undefined {
  const found = at(value, ...keys)
  return typeof found === 'number' ? found : undefined
}

export function listAt(value: unknown, ...keys: readonly string[]): readonly unknown[] {
  const found = at(value, ...keys)
  return Array.isArray(found) ? found : []
}

/** A DOI as names are compared: in small letters, without the resolver's address. */
export function doiNameAt(value: unknown, ...keys: readonly string[]): string | undefined {
  return textAt(value, ...keys)
    ?.replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)/i, '')
    .toLowerCase()
}

/** Runs of white space become one blank: registries wrap and indent titles. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** Formulas come twice: as TeX, for readers that know no MathML. */
const formulaTwice =
  /<(tex-math|mml:annotation|annotation)\b[^<>]{0,600}>[^<>]{0,2000}<\/\1>(?=[^<>]{0,200}<\/?(?:mml:)?(?:math|semantics)\b)/gi
/** What ends a line; all other tags stand within words, too. */
const lineTag = /<\/?(?:[a-z]+:)?(?:br|p|div|title|subtitle|li|h\d)\b[^<>]{0,600}>/gi
const tag = /<\/?[a-z][^<>]{0,600}>|<!\[CDATA\[|\]\]>/gi
/** No title is longer, and patterns take their time. */
const mostCharacters = 4000
/** What has been escaped on its way twice comes out in the third round. */
const rounds = 3

/** A title as registries store it, with tags (`<i>`, `<sub>`, MathML) and references (`&amp;`), also escaped ones: as text. */
export function plainTitle(text: string): string {
  let plain = text.slice(0, mostCharacters)
  for (let round = 0; round < rounds && /[<&]/.test(plain); round++) {
    const before = plain
    plain = withoutReferences(plain.replace(formulaTwice, '').replace(lineTag, ' ').replace(tag, ''))
    if (plain === before) break
  }
  return oneLine(plain)
}

/** Nothing is settled: all stay open. */
export const nothing: ReadonlyMap<Identity, Settlement> = new Map()

/** Reads the reply to a question about one thing; undefined settles nothing. */
export function readOne(settlementOf: (identity: Identity, response: Response) => Settlement | undefined): Source['read'] {
  return ([identity], outcome) => {
    const settlement = identity === undefined || outcome.kind !== 'response' ? undefined : settlementOf(identity, outcome)
    return identity === undefined || settlement === undefined ? nothing : new Map([[identity, settlement]])
  }
}

/** What is known is said of the page too, where the URL is the service's own; of a mirror or another representation the page decides. */
export function vouched(identity: Identity, settlement: Settlement, ownForms: readonly string[]): Settlement {
  const own = identity.mirror === undefined && (identity.form === undefined || ownForms.includes(identity.form))
  return own ? settlement : {...settlement, pageDecides: true}
}
