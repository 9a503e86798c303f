/** Hosts: what can be one, and which well-known one a misspelt name means. */

/**
 * Hosts that paper lists link to, by their share of 123,700 links in 143 lists; `www.` left out.
 * A name in this table is certainly a host, never a folder of the list's repository.
 */
const known: ReadonlySet<string> = new Set(
  (
    'arxiv.org export.arxiv.org ar5iv.org github.com gist.github.com raw.githubusercontent.com gitlab.com bitbucket.org huggingface.co ' +
    'openreview.net doi.org dx.doi.org aclanthology.org aclweb.org proceedings.mlr.press jmlr.org papers.nips.cc papers.neurips.cc ' +
    'proceedings.neurips.cc openaccess.thecvf.com cv-foundation.org ecva.net ieeexplore.ieee.org dl.acm.org link.springer.com ' +
    'sciencedirect.com nature.com science.org mdpi.com biorxiv.org medrxiv.org ojs.aaai.org ijcai.org usenix.org dblp.org ' +
    'semanticscholar.org pdfs.semanticscholar.org researchgate.net scholar.google.com sites.google.com drive.google.com docs.google.com ' +
    'colab.research.google.com youtube.com youtu.be vimeo.com bilibili.com zhuanlan.zhihu.com mp.weixin.qq.com medium.com twitter.com x.com ' +
    'linkedin.com paperswithcode.com kaggle.com wikipedia.org en.wikipedia.org zh.wikipedia.org notion.so discord.gg discord.com ' +
    'img.shields.io web.archive.org openai.com pytorch.org tensorflow.org'
  ).split(' '),
)

/** Those with one-letter misspellings that belong to nobody: long, and without a sister site one letter away (`en.`, `es.wikipedia.org`). */
const oftenMisspelt: readonly string[] = (
  'arxiv.org github.com raw.githubusercontent.com huggingface.co openreview.net aclanthology.org proceedings.mlr.press papers.nips.cc ' +
  'proceedings.neurips.cc openaccess.thecvf.com ieeexplore.ieee.org dl.acm.org link.springer.com sciencedirect.com semanticscholar.org ' +
  'researchgate.net scholar.google.com sites.google.com drive.google.com docs.google.com colab.research.google.com youtube.com ' +
  'paperswithcode.com zhuanlan.zhihu.com mp.weixin.qq.com web.archive.org linkedin.com'
).split(' ')

const byFirstLetter = new Map<string, string[]>()
for (const host of oftenMisspelt) byFirstLetter.set(host.charAt(0), [...(byFirstLetter.get(host.charAt(0)) ?? []), host])

/** Common misspellings, most of them more than one letter away: many people read the name as `arvix`. */
const misspellings: ReadonlyMap<string, string> = new Map([
  ['arvix.org', 'arxiv.org'],
  ['archiv.org', 'arxiv.org'],
  ['arxiv.com', 'arxiv.org'],
  ['openreviwe.net', 'openreview.net'],
  ['openreview.com', 'openreview.net'],
])

/** Similar names that are hosts of their own. */
const neighbours: ReadonlySet<string> = new Set(['github.co', 'github.cm', 'youtube.co', 'linkedin.co', 'huggingface.com'])

/**
 * Top-level domains of academic and technical sites. Those that are mostly file extensions (`md`, `py`, `sh`, `rs`, `zip`) are left out:
 * `notes.md/x` is a path. Source: IANA's root zone, cut down to what public paper lists use.
 */
const topLevels: ReadonlySet<string> = new Set(
  (
    'com org net edu gov mil int io ai co cc tv me dev app info biz xyz site online tech science press page wiki blog cloud design academy ' +
    'institute university uk de fr nl be ch at it es pt se no fi dk ie pl cz ru ua tr il ir in sg hk tw cn jp kr au nz ca us br mx ar cl za eu ' +
    'gr hu ro si gl ly gg so'
  ).split(' '),
)

/** Those that may be a file extension or the end of a folder's name, too. */
const extensions: ReadonlySet<string> = new Set(['pl', 'so', 'in', 'me', 'cc', 'at', 'no'])

/** The name without `www.`, in lower case. */
function bare(host: string): string {
  const lower = host.toLowerCase()
  return lower.startsWith('www.') ? lower.slice(4) : lower
}

/** Whether a name is in the table of hosts that paper lists link to. */
export function isKnownHost(host: string): boolean {
  const name = bare(host)
  return known.has(name) || name.endsWith('.github.io')
}

/** Whether the first part of a path reads as a host: dots, letters and a top-level domain. */
export function looksLikeHost(text: string): boolean {
  if (isKnownHost(text)) return true
  if (!/^[A-Za-z0-9](?:[A-Za-z0-9-]*\.)+[A-Za-z]{2,12}$/.test(text) || text.includes('..')) return false
  const top = text.slice(text.lastIndexOf('.') + 1).toLowerCase()
  if (!topLevels.has(top)) return false
  // `run.pl/x` may be a folder; `www.x.pl` and `x.edu.pl` are not.
  return !extensions.has(top) || text.indexOf('.') !== text.lastIndexOf('.')
}

/** The known host that a name means if it is one slip away; undefined for known and for unrelated names. */
export function meantHost(host: string): string | undefined {
  const name = bare(host)
  if (known.has(name) || neighbours.has(name)) return undefined
  const read = misspellings.get(name)
  if (read !== undefined) return read
  // A slip in the first letter makes other real names: `biorxiv` and `rxiv` are archives of their own.
  for (const candidate of byFirstLetter.get(name.charAt(0)) ?? []) {
    if (Math.abs(candidate.length - name.length) <= 1 && isOneSlip(name, candidate)) return candidate
  }
  // `https://github/owner/name`
  return name.includes('.')
    ? undefined
    : (['arxiv.org', 'github.com', 'openreview.net', 'youtube.com', 'huggingface.co'] as const).find((full) => full.startsWith(`${name}.`))
}

/** One letter changed, left out, added, or two neighbours swapped. */
export function isOneSlip(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length)
  let head = 0
  while (head < shorter && a.charCodeAt(head) === b.charCodeAt(head)) head++
  let tail = 0
  while (tail < shorter - head && a.charCodeAt(a.length - 1 - tail) === b.charCodeAt(b.length - 1 - tail)) tail++
  if (a.length !== b.length) return head + tail === shorter
  const differing = a.length - head - tail
  return differing === 1 || (differing === 2 && a[head] === b[head + 1] && a[head + 1] === b[head])
}
