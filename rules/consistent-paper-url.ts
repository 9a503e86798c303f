/** Write the URLs of papers at arXiv and OpenReview in the form that most of the file uses. See `consistent-paper-url.md`. */
import {addressOf} from '../src/core/link/address.ts'
import {
  canonicalPaperUrl,
  isCanonicalPaperUrl,
  type PaperForms,
  type PaperUrl,
  paperFormsOf,
  paperUrlOf,
} from '../src/core/link/canonical.ts'
import {destinationText} from '../src/markdown/destination.ts'
import type {Document} from '../src/markdown/document.ts'
import {defineRule, type Rule} from '../src/rule.ts'

type Options = {
  /** Which of arXiv's pages to link: the one that most links have, always the same one, or, if `off`, whichever each link has. */
  readonly arxiv: 'consistent' | 'abs' | 'pdf' | 'html' | 'off'
  readonly openreview: 'consistent' | 'forum' | 'pdf' | 'off'
}

const rule: Rule<Options> = defineRule<Options>({
  id: 'consistent-paper-url',
  severity: 'info',
  preset: 'recommended',
  summary: 'arXiv and OpenReview URLs in one form, over https, without clutter',
  fixable: true,
  options: {arxiv: 'consistent', openreview: 'consistent'},
  forms: {arxiv: {words: ['consistent', 'abs', 'pdf', 'html', 'off']}, openreview: {words: ['consistent', 'forum', 'pdf', 'off']}},
  check({document, options, report}) {
    const {links} = document
    let forms: PaperForms | undefined
    for (let index = 0; index < links.length; index++) {
      const link = links[index]
      if (link === undefined || link.malformation !== undefined || link.image || link.kind === 'reference') continue
      if (!link.url.includes('arxiv.org/') && !link.url.includes('openreview.net/')) continue
      forms ??= formsFor(document, options)
      if (isCanonicalPaperUrl(link.url, forms)) continue
      const paper = paperUrlOf(link.url)
      if (paper === undefined) continue
      const {service, form} = paper
      const isFree = options[service] === 'off' || isAlternative(document, index, paper)
      const wanted = !isFree
        ? forms
        : service === 'openreview'
          ? {...forms, openreview: form === 'pdf' ? ('pdf' as const) : ('forum' as const)}
          : form === 'forum'
            ? forms
            : {...forms, arxiv: form}
      const expected = canonicalPaperUrl(link, wanted)
      if (expected === undefined || expected === link.url) continue
      const {start, end, url, target} = link
      const replacement = destinationText(link, expected)
      // `www.arxiv.org/…` in running text shows no scheme, and needs none.
      if (
        document.source.slice(target.start, target.end) === replacement ||
        (link.kind === 'autolink' && !/^https?:/i.test(document.source.slice(target.start, target.end)))
      )
        continue
      report({
        message: `Unexpected ${oddityOf(url, paper, expected)}, expected \`${expected}\``,
        start,
        end,
        url,
        fix: {...target, replacement},
      })
    }
  },
})

export default rule

function formsFor({links}: Document, {arxiv, openreview}: Options): PaperForms {
  const most = paperFormsOf(links)
  return {
    ...most,
    ...(arxiv !== 'consistent' && arxiv !== 'off' && {arxiv}),
    ...(openreview !== 'consistent' && openreview !== 'off' && {openreview}),
  }
}

/** Whether the paper is linked in another form beside the link, so that the reader may choose: `[abs](…) [pdf](…)`. */
function isAlternative({links, source}: Document, index: number, {id, form}: PaperUrl): boolean {
  const link = links[index]
  for (const at of [index - 2, index - 1, index + 1, index + 2]) {
    const other = links[at]
    if (link === undefined || other === undefined || other.malformation !== undefined || !other.address.includes(id)) continue
    const between = other.end <= link.start ? source.slice(other.end, link.start) : source.slice(link.end, other.start)
    if (between.length > 300 || between.includes('\n')) continue
    const paper = paperUrlOf(other.address)
    if (paper !== undefined && paper.id === id && paper.form !== form) return true
  }
  return false
}

/** What is odd about a URL, in the order in which it matters. */
function oddityOf(url: string, {service, form}: PaperUrl, expected: string): string {
  const name = service === 'arxiv' ? 'arXiv' : 'OpenReview'
  if (/^http:/i.test(url)) return `\`http:\` ${name} URL`
  const host = /^[^/]*\/\/([^/?#]*)/.exec(url)?.[1] ?? ''
  if (host !== addressOf(expected)?.host) return `${name} host \`${host}\``
  if (!expected.includes(`/${form}`)) return `${name} \`${form}\` URL`
  if (expected === `${url}.pdf`) return `${name} URL without \`.pdf\``
  return url === `${expected}.pdf` ? `${name} URL with \`.pdf\`` : `spelling of ${name} URL`
}
