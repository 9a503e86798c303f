/** Warn about `[text][label]` without a definition of the label. See `no-undefined-reference.md`. */
import {roleOfLabel} from '../src/core/link/role.ts'
import {findVenue} from '../src/core/paper/venue.ts'
import {textRuns} from '../src/markdown/written.ts'
import {defineRule, type Rule} from '../src/rule.ts'

const rule: Rule = defineRule({
  id: 'no-undefined-reference',
  severity: 'warning',
  preset: 'recommended',
  summary: 'Full references to a definition that is not there',
  fixable: false,
  readsTree: true,
  options: {},
  check({document, report}) {
    const {source, definitions} = document
    // In a list without definitions, `[a][b]` is a pair of tags and `[1][2]` a citation.
    const isSure = definitions.length > 0 ? undefined : isKey
    // CommonMark leaves an undefined reference as text, so the source of the text nodes is searched.
    for (const {start, end} of textRuns(document, '][')) {
      const text = source.slice(start, end)
      for (const match of text.matchAll(/(?<![\\\]])\[([^[\]]+|[*_]{0,3}\[[^[\]]+\][*_]{0,3})\]\[([^[\]\s][^[\]]*)\]/g)) {
        const [all, words = '', label = ''] = match
        if (isTag(words, label) || isSure?.(words, label) === false) continue
        const at = start + match.index
        report({
          message: `Unexpected reference to undefined \`${label}\`, expected a definition such as \`[${label}]: https://…\``,
          start: at,
          end: at + all.length,
        })
      }
    }
  },
})

export default rule

/** `[Paper][he2022]`, `[code][moco-code-1]`: a key that is not meant to be shown, after a word for what it leads to. */
function isKey(words: string, label: string): boolean {
  if (roleOfLabel(words) === undefined || !/^[a-z]{2,}[a-z-]*[-_:]?\d/.test(label)) return false
  return roleOfLabel(label) === undefined && findVenue(label.toUpperCase()) === undefined
}

/** Whether two pairs of brackets are tags, citations or the like, not a text and its label: `[paper][code]`, `[CVPR 2020][Oral]`, `[3][4]`. */
function isTag(words: string, label: string): boolean {
  if (label.startsWith('^') || !/^\d+$|^[a-z][\w-]*$/.test(label)) return true
  return /^\d+$/.test(label) ? /^[\d\s,[\]-]+$/.test(words) : roleOfLabel(label) !== undefined && !words.includes(' ')
}
