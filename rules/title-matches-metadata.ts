/** Warn when the paper behind an id is not the one that the entry names. See `title-matches-metadata.md`. */
import {matchTitle, type TitleMatch} from '../src/core/registry/match-title.ts'
import {withGuess} from '../src/markdown/compare/listed.ts'
import {idWord} from '../src/markdown/compare/papers.ts'
import {registeredPapers} from '../src/markdown/compare/registered.ts'
import type {Entry} from '../src/markdown/entry/entries.ts'
import type {Link} from '../src/markdown/links.ts'
import {defineRule, type Rule} from '../src/rule.ts'

const rule: Rule = defineRule({
  id: 'title-matches-metadata',
  severity: 'warning',
  preset: 'online',
  summary: 'The paper behind the id is another one: its title is none of the entry’s',
  fixable: false,
  options: {},
  check({document, surroundings, report}) {
    const told = new Set<Entry | Link>()
    const matched = [...registeredPapers(document, surroundings.verdictOf)].map((paper) => {
      const listed = withGuess(paper)
      return {...paper, listed, match: matchTitle(listed, paper.facts)}
    })
    const hasOwnWords = isWordedAnew(matched.filter(({listed}) => listed.isGuess !== true).map(({match}) => match))
    for (const {entry, listed, link, identity, facts, match} of matched) {
      const {title, beside} = listed
      const subject = beside === undefined ? entry : link
      if (title === undefined || identity === undefined || told.has(subject)) continue
      if (match.kind !== 'other' && match.kind !== 'spelling') continue
      if (hasOwnWords && match.kind === 'other' && match.evidence === 'title' && match.meant === undefined) continue
      told.add(subject)
      if (match.kind === 'spelling') {
        const {start, end} = entry.title?.text === title ? entry.title : link
        report({
          message: `Unexpected \`${match.written}\` in the title, the registry has \`${match.expected}\``,
          start,
          end,
          subject: title,
          suggestion: match.title,
        })
        continue
      }
      report({
        message: `Unexpected paper behind ${idWord(identity)} \`${identity.id}\`: it is \`${facts.titles[0] ?? ''}\`, the entry says \`${title}\``,
        url: link.url,
        start: link.start,
        end: link.end,
        subject: `${identity.id} ${title}`,
        ...(match.meant !== undefined && {suggestion: match.meant}),
      })
    }
  },
})

export default rule

/**
 * Whether a list describes papers in its own words, so that titles alone prove nothing. Elsewhere one in fifty papers has changed its title, and
 * nobody has most ids wrong.
 */
function isWordedAnew(matches: readonly TitleMatch[]): boolean {
  const near = matches.filter((match) => match.kind === 'unsure' && match.isNear === true).length
  const others = matches.filter((match) => match.kind === 'other' && match.evidence === 'title').length
  const compared = near + matches.filter(({kind}) => kind !== 'unsure').length
  return (near >= 5 && near > compared * 0.08) || (others >= 5 && others > compared / 2)
}
