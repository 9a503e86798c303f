/** Warn when the paper behind an id is another one than the entry says. See `title-matches-metadata.md`. */
import {judgeTitle} from '../src/core/judge-title.ts'
import type {PaperFacts} from '../src/core/resolver.ts'
import {listedPaperOf, titlesOf} from '../src/markdown/listed.ts'
import {idWord} from '../src/markdown/papers.ts'
import {defineRule, type Rule} from '../src/rule.ts'

const rule: Rule = defineRule({
  id: 'title-matches-metadata',
  severity: 'warning',
  preset: 'online',
  summary: 'The paper behind the id is another one: its title is none of the entry’s',
  fixable: false,
  options: {},
  check({document, surroundings, report}) {
    if (surroundings.verdictOf === undefined) return
    const otherTitles = titlesOf(document.entries)
    for (const entry of document.entries) {
      const {title} = entry
      if (title === undefined) continue
      const listed = listedPaperOf(entry, otherTitles)
      for (const {link, role, identity} of entry.links) {
        const facts = role === 'paper' && !link.image ? surroundings.verdictOf(link.url)?.facts : undefined
        if (facts?.kind !== 'paper' || identity === undefined) continue
        const judgement = judgeTitle(listed, facts)
        if (judgement.kind === 'other') {
          report({
            message: `Unexpected paper behind ${idWord(identity)} \`${identity.id}\`: it is \`${judgement.title}\`, the entry says \`${title.text}\``,
            url: link.url,
            start: link.start,
            end: link.end,
            subject: `${identity.id} ${title.text}`,
            ...rightAddress(surroundings.rightPaperOf?.(link.url, title.text)),
          })
          break
        }
        if (judgement.kind === 'spelling') {
          report({
            message: `Unexpected \`${judgement.written}\` in the title, the registry has \`${judgement.expected}\``,
            start: title.start,
            end: title.end,
            subject: title.text,
            suggestion: judgement.title,
          })
          break
        }
      }
    }
  },
})

export default rule

/** Where the paper that is meant stands, if exactly one was found. */
function rightAddress(paper: PaperFacts | undefined): {suggestion?: string} {
  if (paper?.arxiv !== undefined) return {suggestion: `https://arxiv.org/abs/${paper.arxiv}`}
  return paper?.doi === undefined ? {} : {suggestion: `https://doi.org/${paper.doi}`}
}
