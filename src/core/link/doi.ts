/** DOI names: their form, and how they are read from URLs of doi.org and of publishers. Source: DOI Handbook, section 2. */
import {type Address, decoded, queryValue, segmentsOf} from './address.ts'
import {arxivIdentity} from './arxiv-id.ts'
import type {Identity} from './service.ts'

const form = /^10\.\d{4,9}(?:\.\d+)*\/\S+$/

/** True for a name that could be registered. */
function isDoi(text: string): boolean {
  return form.test(text)
}

/** The name without what running text adds to it: closing quotes, brackets without their opener, LaTeX's escapes. */
function cleanDoi(text: string): string {
  let name = text.replaceAll('\\_', '_').replaceAll('\\', '')
  // Each step counts again, and no real name needs as many.
  for (let step = 0; step < 16; step++) {
    const last = name.at(-1) ?? ''
    if (!'.,;:\'"`*)}]>'.includes(last) || last === '') return name
    if (last === ')' && count(name, '(') >= count(name, ')')) return name
    if (last === '>' && count(name, '<') >= count(name, '>')) return name
    if (last === ']' && count(name, '[') >= count(name, ']')) return name
    name = name.slice(0, -1)
  }
  return name
}

function count(text: string, character: string): number {
  let found = 0
  for (const each of text) if (each === character) found++
  return found
}

function named(name: string, mirror?: string): Identity {
  const id = name.toLowerCase()
  if (id.startsWith('10.48550/arxiv.')) {
    const paper = arxivIdentity(name.slice(15), 'abs')
    // arXiv's names have no version: whether this one leads there, only doi.org can tell.
    return paper.version === undefined ? paper : {...paper, mirror: 'doi.org'}
  }
  return mirror === undefined ? {service: 'doi', kind: 'doi', id} : {service: 'doi', kind: 'doi', id, mirror}
}

/** What `doi.org/<text>` or `doi:<text>` names. */
export function doiIdentity(text: string): Identity {
  // People paste a whole address after another one: doi.org/https://doi.org/10.…, doi.org/doi:10.…
  let name = decoded(text).replace(/^\/*(?:(?:https?:\/*)?(?:(?:dx|www)\.)?doi\.org\/+|doi:\s*)*/i, '')
  if (name.endsWith('/')) name = name.slice(0, -1)
  const clean = cleanDoi(name)
  if (!isDoi(clean)) {
    const inside = /10\.\d{4,9}\/[^\s"<>]+/.exec(name)
    return {service: 'doi', kind: 'malformed', id: inside === null ? '' : cleanDoi(inside[0]).toLowerCase()}
  }
  return clean === name ? named(name) : {service: 'doi', kind: 'malformed', id: clean.toLowerCase()}
}

/** What a path at doi.org names; undefined for its own pages. */
export function doiPathIdentity(path: string): Identity | undefined {
  if (path.length < 2) return undefined
  const first = path.slice(1, path.indexOf('/', 1) < 0 ? undefined : path.indexOf('/', 1))
  // A short DOI (`10/gmcdzn`) is an alias that only doi.org can read.
  if (/^\/10\/(?=\d*[a-z])[a-z\d]{3,8}$/i.test(path)) return undefined
  // The home page's sections are words; every name has a digit.
  if (!/\d/.test(path) || first === 'api' || first === 'doiRA' || first === 'ra' || first === 'the-identifier') return undefined
  return doiIdentity(path)
}

const tails =
  /(?:\.(?:pdf|epub|full|abstract|short)|\/(?:pdf|full|fulltext(?:\.html)?|meta|abstract|epdf|html|references|figures(?:\/\d+)?))+$/

/** `/doi/…/10.1145/3545008.3545087` and similar paths of most publishers' platforms. */
function insidePath(path: string): string | undefined {
  if (!path.includes('/10.')) return undefined
  const match =
    /\/(?:doi|article|chapter|book|referencework|referenceworkentry|protocol|content|articles)(?:\/[A-Za-z]+)*\/(10\.\d{4,9}(?:\/|%2[fF]).+)$/.exec(
      path,
    )
  if (match?.[1] === undefined) return undefined
  const name = decoded(match[1]).replace(/\/$/, '')
  return name.slice(0, tails.exec(name.toLowerCase())?.index)
}

/** Publishers whose URLs contain the DOI or let it be worked out. */
const publishers: Readonly<Record<string, (address: Address) => string | undefined>> = {
  'dl.acm.org': ({path, query}) => {
    if (!path.startsWith('/citation.cfm')) return insidePath(path)
    const id = queryValue(query, 'doid') ?? queryValue(query, 'id') ?? ''
    return /^\d+\.\d+$/.test(id) ? `10.1145/${id}` : undefined
  },
  'link.springer.com': ({path}) => insidePath(path) ?? /^\/+(10\.\d{4,9}\/[^/]+)/.exec(decoded(path))?.[1],
  'nature.com': ({path}) => {
    const article = /^\/articles\/([a-z]+[a-z0-9-]*\d[a-z0-9-]*)(?:\.pdf)?(?:\/|$)/.exec(path)?.[1]
    return article === undefined ? undefined : `10.1038/${article}`
  },
  'biorxiv.org': ({path}) => preprint(path),
  'medrxiv.org': ({path}) => preprint(path),
  'zenodo.org': ({path}) => {
    const record = /^\/records?\/(\d+)(?:\/|$)/.exec(path)?.[1]
    return record === undefined ? insidePath(path) : `10.5281/zenodo.${record}`
  },
  'papers.ssrn.com': ({query}) => {
    const id = queryValue(query, 'abstract_id') ?? ''
    return /^\d+$/.test(id) ? `10.2139/ssrn.${id}` : undefined
  },
  'researchsquare.com': ({path}) => {
    const [article, id, version] = segmentsOf(path)
    return article === 'article' && id !== undefined && /^rs-\d+$/.test(id) && version !== undefined && /^v\d+$/.test(version)
      ? `10.21203/rs.3.${id}/${version}`
      : undefined
  },
}

function preprint(path: string): string | undefined {
  return /\/content\/(?:biorxiv\/early\/\d+\/\d+\/\d+\/)?(10\.\d{4,9}\/\d{4}\.\d{2}\.\d{2}\.\d+|10\.\d{4,9}\/\d+)(?:v\d+)?(?:[./]|$)/.exec(
    path,
  )?.[1]
}

/** True for a host known to have its own ways of putting DOIs in addresses. */
export function isPublisher(host: string): boolean {
  return Object.hasOwn(publishers, host)
}

/** The DOI of a publisher's page. It stands for the paper, not for the page, so `mirror` is set. */
export function publisherIdentity(address: Address): Identity | undefined {
  const read = Object.hasOwn(publishers, address.host) ? publishers[address.host] : undefined
  const name = read === undefined ? insidePath(address.path) : read(address)
  if (name === undefined || !isDoi(name)) return undefined
  const clean = cleanDoi(name)
  return clean === name ? named(name, address.host) : undefined
}
