/** Warn about one name under two spellings. See `consistent-entry-name.md`. */

import {declaredName, normalizedName} from '../src/core/paper/title.ts'
import {areSwapped, editDistance} from '../src/core/text/edit-distance.ts'
import {placeOf, repeatedPapers} from '../src/markdown/compare/papers.ts'
import type {Entry, Field} from '../src/markdown/entry/entries.ts'
import {defineRule, type Rule} from '../src/rule.ts'

type Options = {
  /** Names that may stand for each other: `[["MixMIM", "MixMAE"]]`. */
  readonly aliases: readonly (readonly string[])[]
  readonly caseSensitive: boolean
}

const rule: Rule<Options> = defineRule<Options>({
  id: 'consistent-entry-name',
  severity: 'warning',
  preset: 'recommended',
  summary: 'The same name under two spellings',
  fixable: false,
  options: {aliases: [], caseSensitive: true},
  forms: {aliases: 'groups'},
  comparesEntries: true,
  check({entries, options, report}) {
    const aliased = (a: string, b: string): boolean => options.aliases.some((names) => names.includes(a) && names.includes(b))
    const differ = (a: string, b: string, isOwnTitles = false): boolean =>
      isMisspelling(a, b, options.caseSensitive, isOwnTitles) && !aliased(a, b)
    for (const entry of entries) {
      const {name, title} = entry
      const declared = title === undefined ? undefined : declaredName(title.text)
      // If a title, or a declared name of several words, is all in capitals, those of the name are lost.
      const shouted = declared?.includes(' ') ? declared : title?.text
      if (name === undefined || declared === undefined || shouted === shouted?.toUpperCase() || !differ(name.text, declared, true)) continue
      if (isLowered(declared, title?.text ?? '') && declared.toLowerCase() === name.text.toLowerCase()) continue
      report({
        document: entry.document,
        message: `Unexpected ${wordFor(entry)} \`${name.text}\`, expected \`${declared}\` as in the title`,
        start: name.start,
        end: name.end,
        subject: name.text,
        suggestion: declared,
      })
    }
    for (const occurrences of repeatedPapers(entries)) {
      const named = occurrences.flatMap(({entry}) => calledOf(entry))
      const [first] = named
      const firstListed = named.find(({entry}) => entry.kind !== 'row')
      for (const called of named) {
        const {entry, name} = called
        // A name that only the title declares is compared with; reporting it is left to other rules.
        if (entry.name === undefined) continue
        // A table is usually written after the list, so the list's spelling is the one to follow.
        const other = entry.kind === 'row' && first !== called ? first : firstListed
        if (other === undefined || other.entry === entry || !differ(name.text, other.name.text)) continue
        // The entry's own title may have this spelling.
        if (other.entry.name === undefined && entry.title !== undefined && declaredName(entry.title.text) === name.text) continue
        // Rows of results are about variants: `RLIP-ParSe` and `RLIP-ParSeD`.
        if (entry.kind === 'row' && other.entry.kind === 'row' && name.text.toLowerCase() !== other.name.text.toLowerCase()) continue
        const where = entry.kind === 'row' && other.entry.kind !== 'row' ? 'as in list' : 'as in the other entry'
        report({
          document: entry.document,
          message: `Unexpected ${wordFor(entry)} \`${name.text}\`, expected \`${other.name.text}\` ${where} ${placeOf(other.entry, other.name.start, entry)}`,
          start: name.start,
          end: name.end,
          subject: name.text,
          suggestion: other.name.text,
          related: [{document: other.entry.document, start: other.name.start, end: other.name.end, message: `\`${other.name.text}\``}],
        })
      }
    }
  },
})

export default rule

/** Whether a title is in lower case except for its first letter, and so the name in it, too: `Dels-3d: Deep localization and segmentation`. */
function isLowered(declared: string, title: string): boolean {
  const [, ...rest] = title.slice(declared.length).match(/[A-Za-z][a-z]{3,}/g) ?? []
  return declared.slice(1) === declared.slice(1).toLowerCase() && rest.length >= 2 && rest.every((word) => /^[a-z]/.test(word))
}

interface Called {
  readonly entry: Entry
  readonly name: Field
}

/** An entry with its name, or with the one that its title declares: `FlowSeq: Sequence Generation with …`. */
function calledOf(entry: Entry): Called[] {
  const {name, title} = entry
  if (name !== undefined) return [{entry, name}]
  const declared = title === undefined || !title.text.includes(':') ? undefined : declaredName(title.text)
  // In a title all in capitals, those of the name are lost.
  return title === undefined || declared === undefined || title.text === title.text.toUpperCase()
    ? []
    : [{entry, name: {text: declared, start: title.start, end: title.end}}]
}

function wordFor({kind}: Entry): string {
  return kind === 'row' ? 'name' : 'tag'
}

/**
 * Whether two names differ in case only, or by a slip: at most two edits after three equal letters, and at most one letter more. Compared with
 * the entry's own title, one edit or swap anywhere after the first letter counts, too. Larger differences are intended, and a plural is another word.
 */
function isMisspelling(a: string, b: string, caseSensitive: boolean, isOwnTitles: boolean): boolean {
  const first = a.replace(/[\s-]/g, '')
  const second = b.replace(/[\s-]/g, '')
  if (first === second || !/[A-Za-z\u00c0-\u1fff\u3040-\ud7ff]/u.test(first)) return false
  const lowerA = first.toLowerCase()
  const lowerB = second.toLowerCase()
  // `MICE` and `MiCE`, `Mismatch` and `MisMatch`.
  if (lowerA === lowerB) return caseSensitive
  const [shorter, longer] = lowerA.length <= lowerB.length ? [lowerA, lowerB] : [lowerB, lowerA]
  if (`${shorter}s` === longer || normalizedName(a) === normalizedName(b)) return false
  // `MixNet-L` is a size of `MixNet`.
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (long.toLowerCase().startsWith(short.toLowerCase()) && /^[-_+ ]/.test(long.slice(short.length))) return false
  // Another number is another thing: `YOLOv3` is not a misspelling of `YOLOv4`.
  if (lowerA.replace(/\D/g, '') !== lowerB.replace(/\D/g, '')) return false
  if (shorter.length < 4 || longer.length - shorter.length > 1 || lowerA[0] !== lowerB[0]) return false
  const edits = editDistance(lowerA, lowerB, 2)
  return lowerA.slice(0, 3) === lowerB.slice(0, 3)
    ? edits <= 2
    : isOwnTitles && shorter.length >= 5 && (edits === 1 || areSwapped(lowerA, lowerB))
}
