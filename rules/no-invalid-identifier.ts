/** Report URLs of known services whose id cannot exist. See `no-invalid-identifier.md`. */
import {addressOf} from '../src/core/link/address.ts'
import {arxivMonthOf} from '../src/core/link/arxiv-id.ts'
import type {Identity} from '../src/core/link/identity.ts'
import {roleOfLabel} from '../src/core/link/role.ts'
import {looksLikeTitle} from '../src/markdown/entry/wording.ts'
import {identityOfLink} from '../src/markdown/links.ts'
import {defineRule, type Rule, type Surroundings} from '../src/rule.ts'

const rule: Rule = defineRule({
  id: 'no-invalid-identifier',
  severity: 'error',
  preset: 'recommended',
  summary: 'Ids that arXiv, DOI, OpenReview, YouTube or GitHub cannot have issued',
  fixable: false,
  options: {},
  check({document, surroundings, report}) {
    for (const link of document.links) {
      // If an address can be repaired with certainty, the repaired one's id is judged, too: otherwise it would be reported only after the repair.
      if (link.kind === 'reference' || (link.malformation !== undefined && !link.malformation.fixable)) continue
      const {address: url, start, end} = link
      const identity = identityOfLink(link)
      const reason =
        identity === undefined ? undefined : identity.kind === 'malformed' ? reasonFor(url, identity) : futureReason(identity, surroundings)
      const message = reason ?? sharedFileReason(url) ?? unfilledReason(url, link.text)
      if (message === undefined || !services.test(url)) continue
      report({message, start, end, url, ...(identity?.kind === 'malformed' && identity.id !== '' && {suggestion: identity.id})})
    }
  },
})

export default rule

/** Services whose ids this rule can judge. */
const services = /arxiv\.org|doi\.org|openreview\.net|github\.com|youtu|notion\.|\.google\.com|lanl\.gov|huggingface\.co\/papers/i

function futureReason({service, kind, id}: Identity, {today}: Surroundings): string | undefined {
  if (service !== 'arxiv' || kind !== 'paper') return undefined
  const {year, month} = arxivMonthOf(id)
  return year > today.year || (year === today.year && month > today.month)
    ? `Unexpected arXiv id \`${id}\`, its month is still to come`
    : undefined
}

function reasonFor(url: string, {service, id}: Identity): string | undefined {
  const meant = id === '' ? undefined : `, expected \`${id}\``
  const {path = '', query = ''} = addressOf(url) ?? {}
  const last = path.replace(/\/+$/, '').split('/').at(-1) ?? ''
  switch (service) {
    case 'arxiv': {
      const written = path.replace(/^\/+(?:abs|pdf|html|src|format|e-print)\/+/i, '').replace(/\.pdf$/i, '')
      return `Unexpected arXiv id \`${written}\`${meant ?? wantedOfArxiv(written)}`
    }
    case 'doi':
      return `Unexpected DOI \`${path.slice(1)}\`${meant ?? ', expected `10.`, digits, `/` and a name'}`
    case 'youtube':
      return `Unexpected YouTube id \`${/(?:^|&)v=([^&]*)/.exec(query)?.[1] ?? last}\`${meant ?? ', expected 11 letters, digits, `-` or `_`'}`
    case 'openreview': {
      const written = /(?:^|&)(?:id|noteId)=([^&]*)/.exec(query)?.[1]
      return written === undefined || written === ''
        ? `Unexpected OpenReview URL without an id, expected \`forum?id=…\``
        : `Unexpected OpenReview id \`${written}\`${meant ?? ', expected 8 to 14 letters, digits, `-` or `_`'}`
    }
    case 'github':
      return githubReason(path)
    default:
      return undefined
  }
}

/** What is wrong with the digits of an id: usually the month, or how many there are. */
function wantedOfArxiv(written: string): string {
  const [, year = '', month = '', number = ''] = /^(\d\d)(\d\d)\.(\d+)(?:v\d+)?$/.exec(written) ?? []
  if (year === '') return ', expected such as `2301.00001`'
  if (Number(month) < 1 || Number(month) > 12) return `, there is no month ${month}`
  const wanted = Number(year + month) < 1501 ? 4 : 5
  return number.length === wanted ? ', expected such as `2301.00001`' : `, expected ${wanted} digits after the point`
}

function githubReason(path: string): string {
  const [owner = '', name, segment] = path.split('/').filter((part) => part !== '')
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,38}$/.test(owner)) return `Unexpected GitHub owner \`${owner}\`, expected letters, digits and \`-\``
  if (name === undefined || !/^[\w.-]{1,100}$/.test(name))
    return `Unexpected GitHub repository name \`${name ?? ''}\`, expected letters, digits, \`-\`, \`_\` and \`.\``
  return `Unexpected GitHub path \`${segment ?? ''}\` in \`${owner}/${name}\`, expected \`tree/<branch>\` or \`blob/<branch>\` before it`
}

/** The length of `https://www.openreview.net/`, and some to spare. */
const longestRoot = 32

const placeholder = /^https:\/\/github\.com\/((?:xx+\/xx+|your[-_]?(?:user)?name\/[\w.-]+|username\/[\w.-]+)(?![\w-]))/

/** `[Code](https://github.com/)`, `[Paper](https://doi.org/)`, `github.com/username/name`: an address that was never completed. */
function unfilledReason(url: string, label: string): string | undefined {
  const [, unfilled] = placeholder.exec(url) ?? []
  if (unfilled !== undefined) return `Unexpected placeholder \`${unfilled}\`, expected a GitHub repository`
  if (url.length > longestRoot) return undefined
  const host = /^https?:\/\/(?:www\.|dx\.)?(github\.com|doi\.org|arxiv\.org|openreview\.net)\/?$/.exec(url.toLowerCase())?.[1]
  if (host === undefined) return undefined
  // `[arXiv](https://arxiv.org/)` and `[link](…)` may mean the service itself.
  const role = /github|doi|arxiv|openreview|link/i.test(label) ? undefined : roleOfLabel(label)
  if (host === 'github.com') return role === 'code' ? `Unexpected GitHub URL without a repository under \`${label}\`` : undefined
  return role === 'paper' || looksLikeTitle(label, 5) ? `Unexpected URL of \`${host}\` without an id under \`${label}\`` : undefined
}

/** Notion pages and Google Drive files have ids of a fixed or minimum length, which a truncated copy lacks. */
function sharedFileReason(url: string): string | undefined {
  if (!url.includes('notion.') && !url.includes('.google.com/')) return undefined
  const {host = '', path = ''} = addressOf(url) ?? {}
  if (host === 'notion.so' || host.endsWith('.notion.site')) {
    const hex = /-([0-9a-f]{20,})$/.exec(path)?.[1]
    return hex === undefined || hex.length === 32 ? undefined : `Unexpected Notion id \`${hex}\`, expected 32 hexadecimal digits`
  }
  if (host !== 'drive.google.com' && host !== 'docs.google.com') return undefined
  const id = /^\/(?:file|document|spreadsheets|presentation)\/d\/([^/]+)/.exec(path)?.[1]
  // `/d/e/2PACX-…` are published copies.
  return id === undefined || id === 'e' || /^[\w-]{25,}$/.test(id)
    ? undefined
    : `Unexpected Google Drive id \`${id}\`, expected at least 25 letters, digits, \`-\` or \`_\``
}
