/** Reads what services answer, without trusting it: a reply of unexpected shape counts as no answer. */

import type {Identity} from '../core/link/identity.ts'
import type {Outcome} from '../core/probe.ts'
import type {Settlement, Source} from '../core/registry/resolver.ts'
import {withoutReferences} from '../core/text/html.ts'

export type Response = Extract<Outcome, {kind: 'response'}>

/** The response, if it is complete and has this status. */
export function wholeResponse(outcome: Outcome, status = 200): Response | undefined {
  return outcome.kind === 'response' && outcome.status === status && !outcome.truncated ? outcome : undefined
}

/** The JSON of a body; undefined for anything else, e.g. a challenge page. */
export function jsonOf(body: string): unknown {
  try {
    // A byte order mark would make it invalid.
    return JSON.parse(body.trimStart())
  } catch {
    return undefined
  }
}

/** A page where an API would answer with text or JSON: it comes from somebody else, so its status says nothing about the question. */
export function isPage(body: string): boolean {
  return /^\s*</.test(body)
}

/** The value at the end of a path of keys; undefined where the path breaks off. */
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

/** A whole number: years, codes and times have no fractions. */
export function numberAt(value: unknown, ...keys: readonly string[]): number | undefined {
  const found = at(value, ...keys)
  return typeof found === 'number' && Number.isInteger(found) ? found : undefined
}

export function listAt(value: unknown, ...keys: readonly string[]): readonly unknown[] {
  const found = at(value, ...keys)
  return Array.isArray(found) ? found : []
}

/** A DOI in the form in which names are compared: in lower case, without the proxy's address. */
export function doiNameAt(value: unknown, ...keys: readonly string[]): string | undefined {
  return textAt(value, ...keys)
    ?.replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)/i, '')
    .toLowerCase()
}

/** Collapses white space: registries wrap and indent titles. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** Formulas in MathML are repeated as TeX, for programs without MathML. */
const formulaTwice =
  /<(tex-math|mml:annotation|annotation)\b[^<>]{0,600}>[^<>]{0,2000}<\/\1>(?=[^<>]{0,200}<\/?(?:mml:)?(?:math|semantics)\b)/gi
/** Tags that end a line; all others may stand within words. */
const lineTag = /<\/?(?:[a-z]+:)?(?:br|p|div|title|subtitle|li|h\d)\b[^<>]{0,600}>/gi
const tag = /<\/?[a-z][^<>]{0,600}>|<!\[CDATA\[|\]\]>/gi
/** No title is longer, and the patterns are slow on long texts. */
const mostCharacters = 4000
/** Text that was escaped twice needs three. */
const rounds = 3

/** A title from a registry as plain text, without its tags (`<i>`, `<sub>`, MathML) and references (`&amp;`), escaped ones included. */
export function plainTitle(text: string): string {
  let plain = text.slice(0, mostCharacters)
  for (let round = 0; round < rounds && /[<&]/.test(plain); round++) {
    const before = plain
    plain = withoutReferences(plain.replace(formulaTwice, '').replace(lineTag, ' ').replace(tag, ''))
    if (plain === before) break
  }
  return oneLine(plain)
}

/** Settles nothing. */
export const nothing: ReadonlyMap<Identity, Settlement> = new Map()

/** Reads the reply to a question about one thing; undefined leaves it open. */
export function readOne(settlementOf: (identity: Identity, response: Response) => Settlement | undefined): Source['read'] {
  return ([identity], outcome) => {
    const settlement = identity === undefined || outcome.kind !== 'response' ? undefined : settlementOf(identity, outcome)
    return identity === undefined || settlement === undefined ? nothing : new Map([[identity, settlement]])
  }
}

/** If the URL is the service's own, the settlement holds for the page as well; for a mirror or another representation the page decides. */
export function vouched(identity: Identity, settlement: Settlement, ownForms: readonly string[]): Settlement {
  const own = identity.mirror === undefined && (identity.form === undefined || ownForms.includes(identity.form))
  return own ? settlement : {...settlement, pageDecides: true}
}
