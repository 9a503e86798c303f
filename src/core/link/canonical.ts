/** The canonical way to write a URL: forms of arXiv and OpenReview, hosts that serve https, parameters that only track. */

import {getOrInsert} from '../collection/get-or-insert.ts'
import {addressOf} from './address.ts'
import {type Identity, identityOf} from './identity.ts'
import {roleOfLabel} from './role.ts'

/** The forms in which a file writes its papers' URLs. */
export interface PaperForms {
  readonly arxiv: 'abs' | 'pdf' | 'html'
  /** Whether arXiv's PDFs are written with `.pdf`. */
  readonly suffix: boolean
  readonly openreview: 'forum' | 'pdf'
}

/** What the canonical form of a link depends on. */
export interface LabelledAddress {
  readonly address: string
  readonly text: string
  readonly image: boolean
}

/** A URL of a paper at arXiv or OpenReview itself. */
export interface PaperUrl extends Identity {
  readonly service: 'arxiv' | 'openreview'
  readonly form: 'abs' | 'pdf' | 'html' | 'forum'
}

/** arXiv's own hosts: today's, the mirrors of two letters, and that of 1991. */
const arxivHosts = /^(?:(?:export|browse|[a-z]{2})\.)?arxiv\.org$|^xxx\.lanl\.gov$/

/** Reads the URL of a paper at arXiv or OpenReview, however it is spelt; undefined for other services that show the same paper. */
export function paperUrlOf(url: string): PaperUrl | undefined {
  if (!/arxiv\.org\/|openreview\.net\/|xxx\.lanl\.gov\//.test(url.toLowerCase())) return undefined
  const identity = identityOf(url)
  if (identity === undefined) return undefined
  const {service, kind, form} = identity
  const host = addressOf(url)?.host ?? ''
  if (service === 'arxiv' && kind === 'paper' && arxivHosts.test(host) && (form === 'abs' || form === 'pdf' || form === 'html')) {
    return {...identity, service, form}
  }
  if (service === 'openreview' && kind === 'paper' && host === 'openreview.net' && (form === 'forum' || form === 'pdf')) {
    return {...identity, service, form}
  }
  return undefined
}

/** Whether a link stands for the paper, by a title, a word such as `paper`, or the bare address; not by `[code]` or a figure. */
function isPaperLink({text, image}: LabelledAddress): boolean {
  if (image) return false
  const role = roleOfLabel(text)
  return role === undefined || role === 'paper'
}

/** Whether a label promises the very form that the URL has: `[pdf](…/pdf/…)`. */
function namesForm(text: string, form: string): boolean {
  const words = text
    .slice(0, 40)
    .toLowerCase()
    .split(/[^a-z]+/)
  return words.includes(form) || (form === 'abs' && words.includes('abstract'))
}

/** The spelling of most papers' URLs, with form and suffix as groups. */
const usual = /^https:\/\/arxiv\.org\/(abs|pdf|html)\/\d{4}\.\d{4,5}(?:v\d+)?(\.pdf)?$/

/** The forms that most of the links have; in a tie, arXiv's `abs` and OpenReview's `forum`. */
export function paperFormsOf(links: readonly LabelledAddress[]): PaperForms {
  return getOrInsert(formsOfLinks, links, countedForms)
}

/** Several rules ask for the forms of one list. */
const formsOfLinks = new WeakMap<readonly LabelledAddress[], PaperForms>()

function countedForms(links: readonly LabelledAddress[]): PaperForms {
  const counts = {abs: 0, pdf: 0, html: 0, forum: 0, review: 0, suffix: 0}
  for (const {address, image} of links) {
    if (image || !(address.includes('arxiv.org/') || address.includes('openreview.net/'))) continue
    const found = usual.exec(address)
    const paper = found === null ? paperUrlOf(address) : {service: 'arxiv', form: found[1] as 'abs' | 'pdf' | 'html'}
    if (paper === undefined) continue
    if (paper.service === 'openreview') counts[paper.form === 'pdf' ? 'review' : 'forum']++
    else if (paper.form !== 'forum') counts[paper.form]++
    if (paper.service === 'arxiv' && paper.form === 'pdf' && address.endsWith('.pdf')) counts.suffix++
  }
  const {abs, pdf, html, forum, review, suffix} = counts
  return {
    arxiv: abs >= pdf && abs >= html ? 'abs' : pdf >= html ? 'pdf' : 'html',
    suffix: suffix * 2 > pdf,
    openreview: forum >= review ? 'forum' : 'pdf',
  }
}

/** Whether a URL is canonical at first sight, as most are. */
export function isCanonicalPaperUrl(url: string, forms: PaperForms): boolean {
  const found = usual.exec(url)
  return found !== null && found[1] === forms.arxiv && (found[2] !== undefined) === (forms.arxiv === 'pdf' && forms.suffix)
}

/** A fragment that leads to a place in the paper, which other forms of it don't have. */
const place = /^#(?:page|section|subsection|sec|appendix|bib|fig|table|nameddest|[SA]\d)/i

/** The canonical URL of a paper; undefined where the link is not to a paper at arXiv or OpenReview. */
export function canonicalPaperUrl(link: LabelledAddress, forms: PaperForms): string | undefined {
  const url = link.address
  const paper = paperUrlOf(url)
  if (paper === undefined) return undefined
  const {service, id, version = ''} = paper
  const hash = url.indexOf('#')
  const fragment = hash >= 0 && (place.test(url.slice(hash)) || paper.form === 'html') && url.length > hash + 1 ? url.slice(hash) : ''
  const keeps = fragment !== '' || !isPaperLink(link) || namesForm(link.text, paper.form)
  if (service === 'openreview') {
    const form = keeps ? paper.form : forms.openreview
    // A link to one comment of the discussion is not a link to the paper.
    const note = /[?&](noteId=[\w-]+)/.exec(url)?.[1]
    const comment = note !== undefined && note !== `noteId=${id}` ? `&${note}` : ''
    return `https://openreview.net/${comment === '' ? form : paper.form}?id=${id}${comment}${fragment}`
  }
  const form = keeps ? paper.form : forms.arxiv
  return `https://arxiv.org/${form}/${id}${version}${form === 'pdf' && forms.suffix ? '.pdf' : ''}${fragment}`
}

/** GitHub Docs, "Securing your GitHub Pages site with HTTPS". */
const pages = 'GitHub Pages serves all its sites by https'
/** Links with `https:` to the host in 52 public lists, and the number of lists that have them. */
const seen = (links: number, lists: number): string => `${links} https links in ${lists} lists`
/** Host → how it is known to serve https. A leading dot stands for all names below. */
const secureHosts: Readonly<Record<string, string>> = {
  'github.com': 'HSTS preload list',
  'gist.github.com': 'HSTS preload list',
  '.github.io': pages,
  '.githubusercontent.com': 'GitHub Docs: all requests by https',
  '.readthedocs.io': 'Read the Docs: https for all projects',
  '.wikipedia.org': 'HSTS preload list',
  'twitter.com': 'HSTS preload list',
  'x.com': 'HSTS preload list',
  'gitlab.com': 'HSTS preload list',
  'bitbucket.org': seen(10, 6),
  'huggingface.co': seen(103, 12),
  'img.shields.io': seen(2702, 16),
  'doi.org': 'DOI Handbook: https preferred',
  'dx.doi.org': 'DOI Handbook: https preferred',
  'openaccess.thecvf.com': seen(426, 20),
  'ieeexplore.ieee.org': seen(315, 20),
  'dl.acm.org': seen(138, 19),
  'link.springer.com': seen(91, 16),
  'sciencedirect.com': seen(70, 9),
  'ojs.aaai.org': seen(68, 8),
  'aaai.org': seen(22, 11),
  'papers.nips.cc': seen(58, 14),
  'papers.neurips.cc': seen(58, 14),
  'proceedings.neurips.cc': seen(31, 12),
  'nips.cc': seen(10, 5),
  'neurips.cc': seen(10, 5),
  'icml.cc': seen(48, 3),
  'ijcai.org': seen(53, 11),
  'proceedings.mlr.press': seen(45, 10),
  'jmlr.org': seen(3, 3),
  'aclanthology.org': seen(38, 9),
  'aclweb.org': seen(13, 5),
  'ecva.net': seen(28, 7),
  'nature.com': seen(15, 10),
  'mdpi.com': seen(13, 6),
  'usenix.org': seen(10, 3),
  'cv-foundation.org': seen(6, 5),
  'robots.ox.ac.uk': seen(6, 5),
  'youtube.com': seen(45, 12),
  'youtu.be': seen(32, 7),
  'researchgate.net': seen(23, 14),
  'pdfs.semanticscholar.org': seen(42, 5),
  'sites.google.com': seen(40, 15),
  'scholar.google.com': seen(29, 4),
  'drive.google.com': seen(18, 8),
  'docs.google.com': seen(6, 5),
  'medium.com': seen(6, 5),
  'zhuanlan.zhihu.com': seen(20, 6),
  'mp.weixin.qq.com': seen(19, 2),
  'openai.com': seen(22, 8),
  'deepmind.com': seen(9, 7),
  'microsoft.com': seen(7, 4),
  'people.eecs.berkeley.edu': seen(9, 4),
  'cs.cmu.edu': seen(4, 4),
  'dropbox.com': 'HSTS preload list',
  'kaggle.com': seen(3, 3),
}

/** Whether a host is known to serve https; for others nothing is known offline. */
function servesHttps(host: string): boolean {
  const name = host.toLowerCase().replace(/^www\./, '')
  if (Object.hasOwn(secureHosts, name)) return true
  for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
    if (Object.hasOwn(secureHosts, name.slice(dot))) return true
  }
  return false
}

/** The URL with https if its host is known to serve that; undefined if it is not, or the URL has https already. */
export function secureUrl(url: string): string | undefined {
  if (url.charCodeAt(4) !== 58 /* : */ || !/^[Hh][Tt]{2}[Pp]:\/\//.test(url)) return undefined
  const host = /^[^/?#]*/.exec(url.slice(7))?.[0] ?? ''
  // A host with a port is not in the table, as a port belongs to one protocol.
  return servesHttps(host) ? `https${url.slice(4)}` : undefined
}

/** Query keys that say where a reader came from, on any host. Source: the advertisers' and mailers' own documentation of these names. */
const trackingKeys: ReadonlySet<string> = new Set(
  (
    'fbclid ' + // Facebook
    'gclid dclid gbraid wbraid ' + // Google Ads
    'msclkid ' + // Microsoft Advertising
    'twclid ref_src ' + // X
    'yclid ' + // Yandex
    'igshid igsh ' + // Instagram
    'mc_cid mc_eid ' + // Mailchimp
    '_hsenc _hsmi ' + // HubSpot
    'mkt_tok ' + // Marketo
    'spm'
  ) // Alibaba
    .split(' '),
)

/** Keys that track on these hosts and mean something elsewhere: `t` is a time on YouTube. */
const trackingKeysAt: readonly (readonly [hosts: RegExp, keys: RegExp])[] = [
  [/^(?:music\.|m\.)?youtube\.com$|^youtu\.be$|^open\.spotify\.com$/, /^si$/],
  [/^notion\.so$|\.notion\.(?:so|site)$/, /^pvs$/],
  [/^(?:docs|drive|colab\.research|colab)\.google\.com$/, /^usp$/],
  [/^(?:mobile\.)?(?:x|twitter)\.com$/, /^[st]$/],
  [/^(?:www\.|m\.)?bilibili\.com$/, /^(?:spm_id_from|vd_source|share_source)$/],
]

/** A URL's query without what only tracks. */
export interface Untracked {
  /** The parameters to remove, as written: `utm_source=feed`. */
  readonly tracking: readonly string[]
  /** The rest, with its `?`; empty if nothing is left. */
  readonly query: string
}

/**
 * Separates the parameters that track from the rest of a query; undefined if none does.
 *
 * @param query the text between `?` and `#`, its parameters separated by `&` or, as in HTML, `&amp;`
 */
export function untracked(host: string, query: string): Untracked | undefined {
  const name = host.replace(/^www\./, '')
  const isTracking = (parameter: string): boolean => {
    const equals = parameter.indexOf('=')
    const key = (equals < 0 ? parameter : parameter.slice(0, equals)).toLowerCase()
    if (trackingKeys.has(key) || key.startsWith('utm_')) return true
    return trackingKeysAt.some(([hosts, keys]) => keys.test(key) && hosts.test(name)) && parameter !== 'usp=pp_url'
  }
  const parts = query.split(/(&amp;|&)/)
  const tracking: string[] = []
  let kept = ''
  for (let index = 0; index < parts.length; index += 2) {
    const parameter = parts[index] ?? ''
    if (isTracking(parameter)) tracking.push(parameter)
    else kept += (kept === '' ? '?' : (parts[index - 1] ?? '')) + parameter
  }
  return tracking.length === 0 ? undefined : {tracking, query: kept}
}

/** The URL to which no rule objects: a paper in the file's form, https where that is known to work, untracked. */
export function canonicalUrl(link: LabelledAddress, forms: PaperForms): string {
  const paper = canonicalPaperUrl(link, forms)
  if (paper !== undefined) return paper
  const secure = secureUrl(link.address) ?? link.address
  const [, before = '', query = '', fragment = ''] = /^([^?#]*)\?([^#]*)(#.*)?$/s.exec(secure) ?? []
  const clean = before === '' ? undefined : untracked(addressOf(secure)?.host ?? '', query)
  return clean === undefined ? secure : `${before}${clean.query}${fragment}`
}
