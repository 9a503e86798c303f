/** Point out links that have moved for good. See `no-moved-url.md`. */
import {repositoryOf} from '../src/core/repository.ts'
import {defineRule, type Rule} from '../src/rule.ts'

const rule: Rule = defineRule({
  id: 'no-moved-url',
  severity: 'info',
  preset: 'online',
  summary: 'A link behind a permanent redirect',
  fixable: true,
  options: {},
  check({document, surroundings, report}) {
    for (const link of document.links) {
      const checked = link.kind === 'reference' ? undefined : surroundings.verdictOf?.(link.url)
      const {finalUrl} = checked ?? {}
      if (checked?.verdict !== 'moved' || finalUrl === undefined) continue
      // A repository's new name is its own; anything else that a redirect leads to is for a person to look at.
      const safe = isRepository(link.url) && isRepository(finalUrl) && !/[\s()<>|]/.test(finalUrl)
      report({
        message: `Moved permanently: unexpected \`${link.url}\`, expected \`${finalUrl}\``,
        url: link.url,
        start: link.start,
        end: link.end,
        subject: link.url,
        suggestion: finalUrl,
        ...(safe && {fix: {start: link.target.start, end: link.target.end, replacement: finalUrl}}),
      })
    }
  },
})

export default rule

/** At the Hub an old name may lead to somebody else's model. Source: the Hub's redirects of `runwayml/stable-diffusion-v1-5`. */
function isRepository(url: string): boolean {
  const repository = repositoryOf(url)
  return repository !== undefined && repository.host !== 'huggingface.co'
}
