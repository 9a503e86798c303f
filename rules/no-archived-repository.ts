/** Point out repositories that are archived or empty. See `no-archived-repository.md`. */
import {defineRule, type Rule} from '../src/rule.ts'

const rule: Rule = defineRule({
  id: 'no-archived-repository',
  severity: 'info',
  preset: 'online',
  summary: 'A repository that is archived, or has nothing in it',
  fixable: false,
  options: {},
  check({document, surroundings, report}) {
    if (surroundings.verdictOf === undefined) return
    for (const link of document.links) {
      const facts = link.kind === 'reference' ? undefined : surroundings.verdictOf(link.url)?.facts
      if (facts?.kind !== 'repository' || !(facts.archived || facts.empty)) continue
      report({
        message: `${facts.archived ? 'Archived' : 'Empty'} repository \`${facts.fullName}\``,
        url: link.url,
        start: link.start,
        end: link.end,
        subject: link.url,
      })
    }
  },
})

export default rule
