/** Warn about links that work for nobody. See `no-dead-url.md`. */
import type {Checked} from '../src/core/checked.ts'
import {defineRule, type Rule} from '../src/rule.ts'

const rule: Rule = defineRule({
  id: 'no-dead-url',
  severity: 'error',
  preset: 'online',
  summary: 'A link that works for nobody',
  fixable: false,
  options: {},
  check({document, surroundings, report}) {
    for (const link of document.links) {
      const checked = link.kind === 'reference' ? undefined : surroundings.verdictOf?.(link.url)
      if (checked?.verdict !== 'dead') continue
      report({
        message: `Unexpected dead link \`${link.url}\`: ${causeOf(checked)}`,
        url: link.url,
        start: link.start,
        end: link.end,
        subject: link.url,
        ...(checked.archived !== undefined && {suggestion: checked.archived}),
      })
    }
  },
})

export default rule

/** What is wrong, in words: the verdict's reason, the status, since when. */
function causeOf({reason, status, history, via}: Checked): string {
  const words = reason === 'not-found' && status === undefined ? missingAt(via) : (reasons[reason] ?? reason)
  const number = status !== undefined && !words.includes(String(status)) && status >= 400 ? ` (${status})` : ''
  const since = history?.firstFailed === undefined ? '' : `, failing since ${history.firstFailed.slice(0, 10)}`
  return `${words}${number}${since}`
}

/** Of what was not asked for as a page. */
function missingAt(via: string): string {
  if (via === 'github') return 'GitHub does not know it, or it is private: GitHub says the same of both'
  return via === 'disk' ? 'it is not in this repository' : 'its registry does not know it'
}

const reasons: Readonly<Record<string, string>> = {
  'not-found': 'not found (404)',
  gone: 'gone (410)',
  dns: 'its host does not exist',
  refused: 'its host refuses the connection',
  'soft-404': 'the page says that there is nothing',
  'redirect-to-home': 'it leads to the home page',
  'redirect-loop': 'it redirects in a circle',
  'no-location': 'it redirects to nowhere',
  'parked-domain': 'its domain is for sale',
  'service-ended': 'the service has ended',
  'version-missing': 'the paper has no such version',
  expired: 'the invite has expired',
  disabled: 'it was taken down',
  private: 'it is private',
  'invalid-url': 'no browser can read it',
  'unsafe-port': 'browsers refuse its port',
  'tls-expired': 'its certificate has expired',
  'tls-not-yet-valid': 'its certificate is not valid yet',
  'tls-wrong-host': 'its certificate is for another host',
  'tls-self-signed': 'its certificate is signed by nobody',
  'tls-revoked': 'its certificate was revoked',
}
