/** Point out a name that is one letter away from its own title or repository. See `no-entry-name-typo.md`. */

import {normalizedName, titleKey} from '../src/core/paper/title.ts'
import {areSwapped, editDistance} from '../src/core/text/edit-distance.ts'
import type {Entry} from '../src/markdown/entry/entries.ts'
import {repositoryOfLink} from '../src/markdown/links.ts'
import {defineRule, type Rule} from '../src/rule.ts'

const rule: Rule = defineRule({
  id: 'no-entry-name-typo',
  severity: 'info',
  preset: 'recommended',
  summary: 'A name one letter away from a word of its title or from its repository',
  fixable: false,
  options: {},
  check({document, report}) {
    for (const entry of document.entries) {
      const {name, title} = entry
      if (name === undefined) continue
      const word = entry.kind === 'row' ? 'name' : 'tag'
      const place = {start: name.start, end: name.end, subject: name.text}

      const typo = typoIn(name.text, title?.text ?? '')
      const link = typo === undefined ? nearlyNamedLink(entry, name.text) : undefined
      // A spelling that the title shares is intended.
      if ((typo ?? link) === undefined || titleKey(title?.text ?? '').includes(normalizedName(name.text))) continue
      if (typo !== undefined) {
        const where = typo.part === name.text ? `${word} \`${name.text}\`` : `\`${typo.part}\` in ${word} \`${name.text}\``
        report({...place, message: `Unexpected ${where}, title has \`${typo.word}\``, suggestion: name.text.replace(typo.part, typo.word)})
        continue
      }
      if (link !== undefined) {
        report({
          ...place,
          message: `Unexpected ${word} \`${name.text}\`, its ${link.what} is named \`${link.called}\``,
          suggestion: link.called,
        })
      }
    }
  },
})

export default rule

/** A camel-case part of a name that is one letter away from a word of the title. */
function typoIn(name: string, title: string): {part: string; word: string} | undefined {
  if (name.length < 5) return undefined
  const parts = name
    .split(/[\s_-]+|(?<=[a-z\u00df-\u00ff\u03b1-\u03c9\u0430-\u044f])(?=[A-Z\u00c0-\u00de\u0391-\u03ab\u0410-\u042f])/u)
    .filter((part) => part.length >= 5)
  if (parts.length === 0) return undefined
  const words = title.split(/[^A-Za-z\u00c0-\u1fff\u3040-\ud7ff0-9]+/u).filter((word) => word.length >= 5)
  for (const part of parts) {
    if (words.some((word) => word.toLowerCase() === part.toLowerCase())) continue
    // `LASER` is an acronym, not a misspelt `Layer`.
    const isAcronym = part === part.toUpperCase()
    const word = words.find((candidate) => isInnerTypo(part, candidate) && (!isAcronym || candidate === candidate.toUpperCase()))
    if (word !== undefined) return {part, word}
  }
  return undefined
}

/** The first of the entry's own links whose name is one letter away. */
function nearlyNamedLink(entry: Entry, name: string): {called: string; what: string} | undefined {
  for (const {role, link} of entry.links) {
    if (role !== 'code' && role !== 'project') continue
    const repository = repositoryOfLink(link)
    const called = repository?.name ?? /^https?:\/\/[^/]+\.[Gg]it(?:[Hh]ub|[Ll]ab)\.io\/([\w.-]+)\/?$/.exec(link.address)?.[1]
    if (called === undefined || Math.max(called.length, name.length) < 4 || !isInnerTypo(name, called)) continue
    return {called, what: repository !== undefined ? 'code repository' : role === 'code' ? 'code link' : 'project page'}
  }
  return undefined
}

/**
 * One inner letter apart: an insertion, a deletion, a swap of neighbours or another letter, with the first letter and the last two kept.
 * Keeping the ends leaves out inflection and added letters (`Rotation`, `Rotations`; `Mamba`, `VMamba`).
 */
function isInnerTypo(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  const first = a.toLowerCase()
  const second = b.toLowerCase()
  if (first === second) return false
  if (first[0] !== second[0] || first.slice(-2) !== second.slice(-2)) return false
  if (editDistance(first, second, 1) === 1) {
    // Another digit is another version, not a slip; dashes are optional.
    if (first.length === second.length) {
      const at = [...first].findIndex((letter, index) => letter !== second[index])
      return /[a-z]/.test(first[at] ?? '') && /[a-z]/.test(second[at] ?? '')
    }
    const [shorter, longer] = first.length < second.length ? [first, second] : [second, first]
    const at = [...longer].findIndex((letter, index) => letter !== shorter[index])
    return /[a-z0-9]/.test(longer[at] ?? '')
  }
  return areSwapped(first, second)
}
