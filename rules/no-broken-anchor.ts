/** Report links into the document that lead nowhere, and those whose `#` was forgotten. See `no-broken-anchor.md`. */

import {getOrInsert} from '../src/core/collection/get-or-insert.ts'
import {spanAt} from '../src/core/collection/ordered.ts'
import {decoded} from '../src/core/link/address.ts'
import {editDistance} from '../src/core/text/edit-distance.ts'
import type {Span} from '../src/core/text/place.ts'
import {type Destination, type Destinations, destinationsOf, isWord, spellingOf} from '../src/markdown/destinations.ts'
import type {Document} from '../src/markdown/document.ts'
import {fragmentTarget} from '../src/markdown/fragments.ts'
import type {Link} from '../src/markdown/links.ts'
import {defineRule, type Problem, type Rule} from '../src/rule.ts'

type Options = {
  /** Report fragments that differ from their heading only in case, too: on hosts other than GitHub they don't work. */
  readonly caseSensitive: boolean
  /** Look into the other Markdown files that are linked to. */
  readonly otherFiles: boolean
}

const rule: Rule<Options> = defineRule<Options>({
  id: 'no-broken-anchor',
  severity: 'error',
  preset: 'recommended',
  summary: 'Links to headings that are not there, or without their `#`',
  fixable: true,
  options: {caseSensitive: false, otherFiles: true},
  check({document, options, surroundings, report}) {
    let known: Destinations | undefined
    let generated: readonly Span[] | undefined
    const destinations = (): Destinations => (known ??= destinationsOf(document))
    let fewEditsFrom: ((fragment: string) => Destination | undefined) | undefined
    const nearest = (link: Link, fragment: string): Destination | undefined => {
      fewEditsFrom ??= nearestAmong(destinations().all)
      const named = destinations().byText.get(spellingOf(link.text)) ?? fewEditsFrom(fragment)
      // `## [2023](#content)` leads back to the contents: it can't be meant to lead to its own heading.
      return named !== undefined && named.start <= link.start && link.end <= named.end ? undefined : named
    }
    for (const link of document.links) {
      // A picture's `#gh-dark-mode-only` is not a destination, and a reference is reported at its definition.
      if (link.malformation !== undefined || link.image || link.kind === 'reference') continue
      const hash = link.url.indexOf('#')
      if (hash < 0) {
        if (!isWord(link.url) || usualFile.test(link.url)) continue
        const expected = destinations().bySpelling.get(spellingOf(link.url))
        if (expected === undefined || surroundings.exists(document.path, decoded(link.url)) === true) continue
        report(problemOf(link, link.url, expected, true))
        continue
      }
      if (link.url.slice(0, hash).includes(':') || link.url.startsWith('//')) continue
      const path = decoded(link.url.slice(0, hash))
      const fragment = link.url.slice(hash + 1)
      if (!isOwnPath(path, document.path)) {
        // `#L10` is a line of the file as GitHub shows its source.
        if (!options.otherFiles || /^l\d/i.test(fragment)) continue
        const others = surroundings.fragmentsOf?.(document.path, path)
        if (others === undefined || isFound(others, fragment, false)) continue
        report({message: `Unexpected broken anchor \`#${fragment}\` in \`${path}\``, start: link.start, end: link.end, url: link.url})
        continue
      }
      if (isFound(document.fragments, fragment, options.caseSensitive)) continue
      generated ??= generatedIn(document)
      if (spanAt(generated, link.start) !== undefined) continue
      const same = destinations().bySpelling.get(spellingOf(fragment))
      report(problemOf(link, link.url, same ?? nearest(link, fragment), same !== undefined))
    }
  },
})

export default rule

/** Common files in repositories whose names have no extension. */
const usualFile = /^(?:LICEN[CS]E|COPYING|CONTRIBUTING|CHANGELOG|CITATION|README|AUTHORS|NOTICE|SECURITY)$/

/** Whether a path names the document itself. */
function isOwnPath(path: string, documentPath: string): boolean {
  if (path === '') return true
  const plain = path.replace(/^(?:\.\/)+/, '')
  return plain === '' || plain === documentPath.slice(documentPath.lastIndexOf('/') + 1)
}

/** Parts that programs rewrite on every run, between marks such as `<!-- ALL-CONTRIBUTORS-LIST:START … -->` and `…:END -->`. */
function generatedIn({source}: Document): Span[] {
  const spans: Span[] = []
  let open: {readonly name: string; readonly start: number} | undefined
  for (const {0: mark, 1: name = '', 2: side, index} of source.matchAll(/<!--\s*([\w-]+):(START|END)\b/g)) {
    if (side === 'START') open = {name, start: index}
    else if (open?.name === name) {
      spans.push({start: open.start, end: index + mark.length})
      open = undefined
    }
  }
  return spans
}

function isFound(fragments: ReadonlyMap<string, number>, fragment: string, caseSensitive: boolean): boolean {
  if (fragmentTarget(fragments, fragment) === undefined) return false
  return !caseSensitive || decoded(fragment) === decoded(fragment).toLowerCase()
}

/** Hundreds of broken anchors among hundreds of headings are not misspellings. */
const mostComparisons = 200_000

/** Finds the only slug within two edits of a fragment, as a suggestion where no heading has the link's own text. */
function nearestAmong(all: readonly Destination[]): (fragment: string) => Destination | undefined {
  // With another digit it is another year.
  const digitsOf = (text: string): string => text.replace(/\D/g, '')
  const byDigits = new Map<string, {readonly slug: string; readonly destination: Destination}[]>()
  for (const destination of all) {
    const digits = digitsOf(destination.fragment)
    const candidate = {slug: destination.fragment.toLowerCase(), destination}
    getOrInsert(byDigits, digits, () => []).push(candidate)
  }
  const answers = new Map<string, Destination | undefined>()
  let comparisons = 0
  return (fragment) => {
    const wanted = decoded(fragment).toLowerCase()
    // Two edits turn any short word into any other.
    if (wanted.length < 6 || all.length > 2000) return undefined
    if (!answers.has(wanted)) {
      const similar = byDigits.get(digitsOf(wanted))?.filter(({slug}) => Math.abs(slug.length - wanted.length) <= 2) ?? []
      comparisons += similar.length
      const near = comparisons > mostComparisons ? [] : similar.filter(({slug}) => editDistance(slug, wanted, 2) <= 2)
      answers.set(wanted, near.length === 1 ? near[0]?.destination : undefined)
    }
    return answers.get(wanted)
  }
}

function problemOf(link: Link, url: string, expected: Destination | undefined, certain: boolean): Problem {
  const place = {start: link.start, end: link.end, url}
  if (expected === undefined) return {message: `Unexpected broken anchor \`${url}\``, ...place}
  const replacement = `#${expected.fragment}`
  return {
    message: `Unexpected link to \`${url}\`, expected \`${replacement}\``,
    ...place,
    related: [{start: expected.start, end: expected.end, message: `\`${replacement}\``}],
    ...(certain ? {fix: {start: link.target.start, end: link.target.end, replacement}} : {suggestion: replacement}),
  }
}
