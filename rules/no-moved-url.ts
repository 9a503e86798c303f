/** Point out links that have moved for good. See `no-moved-url.md`. */
import {repositoryOf} from '../src/core/link/repository.ts'
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
      if (checked?.verdict !== 'moved' || finalUrl === undefined || isHarmless(checked.reason, link.url, finalUrl)) continue
      const safe = isRename(link.url, finalUrl) && !/[\s()<>|]/.test(finalUrl)
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

const within: ReadonlySet<string> = new Set(['moved-slash', 'moved-locale', 'moved-www'])

/** A move within one site leads every reader to the same page, so it need not be reported; one from http: to https: is worth writing. */
function isHarmless(reason: string, from: string, to: string): boolean {
  return within.has(reason) && (/^https:/i.test(from) || !/^https:/i.test(to))
}

/**
 * A redirect to a repository's new name is safe to write; any other has to be looked at by a person, also one to another place in the
 * repository. At the Hub an old name may lead to somebody else's model.
 *
 * Source: the Hub's redirects of `runwayml/stable-diffusion-v1-5`
 */
function isRename(from: string, to: string): boolean {
  const areRepositories = [from, to].every((url) => {
    const repository = repositoryOf(url)
    return repository !== undefined && repository.host !== 'huggingface.co'
  })
  return areRepositories && behindName(from) === behindName(to)
}

/** The part of a URL after owner and name. */
function behindName(url: string): string {
  return url.replace(/^(?:https?:)?\/\/[^/]+\/+[^/?#]+\/+[^/?#]+/i, '').replace(/^\/$/, '')
}
