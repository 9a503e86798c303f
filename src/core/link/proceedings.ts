/** Proceedings and publishers whose URLs tell which paper is meant: ACL, PMLR, JMLR, NeurIPS, CVF, ECVA, AAAI, IEEE, Elsevier. */
import {type Address, queryValue, segmentsOf} from './address.ts'
import type {Identity, Service} from './service.ts'

function paper(service: Service, id: string, form: string): Identity {
  return {service, kind: 'paper', id, form}
}

/** Whether a file is a paper's supplement, its PDF or its page. */
function formOf(name: string): string {
  if (/(?:-|_)?supp(?:l|$|[^a-z])/i.test(name)) return 'supplementary'
  return /\.pdf$/i.test(name) ? 'pdf' : 'html'
}

const aclId = /^((?:\d{4}\.[a-z0-9_]+-[a-z0-9]+\.\d+)|(?:[A-Z]\d{2}-\d{4,5}))(?:v\d+|e\d+)?(?:\.(pdf|bib|xml|endf))?$/i

/** New ids are lower-case, old ones (`P19-1185`) upper-case. */
function aclPaper(text: string): Identity | undefined {
  const match = aclId.exec(text)
  if (match?.[1] === undefined) return undefined
  const id = /^\d/.test(match[1]) ? match[1].toLowerCase() : match[1].toUpperCase()
  return paper('acl', id, match[2]?.toLowerCase() ?? 'html')
}

function acl({path}: Address): Identity | undefined {
  const parts = segmentsOf(path)
  const [first, second = ''] = parts
  if (first === undefined) return undefined
  if (first === 'volumes') return {service: 'acl', kind: 'volume', id: second}
  if (first === 'attachments') {
    const found = /^(\d{4}\.[a-z0-9_]+-[a-z0-9]+\.\d+|[A-Z]\d{2}-\d{4,5})\./i.exec(parts.at(-1) ?? '')
    return found?.[1] === undefined ? undefined : paper('acl', found[1], 'supplementary')
  }
  return aclPaper(first)
}

/** The Anthology's addresses before it had its own domain: `aclweb.org/anthology/D/D15/D15-1041.pdf`. */
function oldAcl({host, path}: Address): Identity | undefined {
  const last = segmentsOf(path).at(-1)
  const identity = last === undefined || (host === 'aclweb.org' && !path.startsWith('/anthology')) ? undefined : aclPaper(last)
  return identity === undefined ? undefined : {...identity, mirror: host}
}

function pmlr(parts: readonly string[], mirror?: string): Identity | undefined {
  const [volume = '', ...rest] = parts
  if (!/^v\d+$/.test(volume)) return undefined
  const last = rest.at(-1)
  if (last === undefined) return {service: 'pmlr', kind: 'volume', id: volume}
  // The key is in the file's name or, for a supplement, in the directory's.
  const key = /^([a-z_-]+\d{2}[a-z]*)(?:-supp)?(?:\.(?:html|pdf|zip|bib))?$/i.exec(rest.length > 1 ? (rest[0] ?? '') : last)?.[1]
  if (key === undefined) return undefined
  const identity = paper('pmlr', `${volume} ${key}`, formOf(last))
  return mirror === undefined ? identity : {...identity, mirror}
}

function jmlr({path}: Address): Identity | undefined {
  const parts = segmentsOf(path)
  if (parts[0] === 'proceedings' && parts[1] === 'papers') return pmlr(parts.slice(2), 'jmlr.org')
  if (parts[0] !== 'papers') return undefined
  const volume = /^v(?:olume)?(\d+)$/.exec(parts[1] ?? '')?.[1]
  const key = /^([a-z]*\d{2}[a-z]?-\d+|[a-z-]+\d{2}[a-z])(?:\.(?:html|pdf))?$/.exec(parts[2] ?? '')?.[1]
  if (volume === undefined || key === undefined) return undefined
  return paper('jmlr', `v${volume} ${key}`, formOf(parts.at(-1) ?? ''))
}

function neurips({path}: Address): Identity | undefined {
  const parts = segmentsOf(path)
  const rest = parts[0] === 'paper_files' ? parts.slice(1) : parts
  const [first, second, , file = ''] = rest
  if (first === 'book' || first !== 'paper' || second === undefined) return undefined
  const numeric = /^(\d{1,5})-/.exec(second)?.[1]
  if (numeric !== undefined) return paper('neurips', numeric, formOf(second))
  if (!/^(?:19|20)\d{2}$/.test(second)) return undefined
  if (rest.length === 2) return {service: 'neurips', kind: 'volume', id: second}
  const hash = /^([0-9a-f]{32})-/.exec(file)?.[1]
  return hash === undefined ? undefined : paper('neurips', `${second} ${hash}`, formOf(file))
}

/** `content_cvpr_2018` and `content/CVPR2021` name the same volume: `CVPR2018`, `CVPR2021`. */
function cvfVolume(parts: readonly string[]): {readonly volume: string; readonly rest: readonly string[]} | undefined {
  const [first = '', second = '', ...others] = parts
  const old = /^content_([a-z]+)_(\d{4})$/.exec(first.toLowerCase())
  if (old?.[1] !== undefined && old[2] !== undefined) return {volume: `${old[1].toUpperCase()}${old[2]}`, rest: parts.slice(1)}
  return first === 'content' && /^[A-Za-z]+\d{4}W?$/.test(second) ? {volume: second.toUpperCase(), rest: others} : undefined
}

function cvf({host, path}: Address): Identity | undefined {
  const parts = segmentsOf(path)
  const placed = cvfVolume(parts[0] === 'openaccess' ? parts.slice(1) : parts)
  const file = placed?.rest.at(-1)
  if (placed === undefined || file === undefined) return undefined
  const name = /^(.+?)(?:_\d{4})?_[a-z]+(?:_\d{4})?_(paper|supplemental|poster)\b/.exec(file.toLowerCase())
  // Camera-ready versions and the like are numbered, which tells the volume but not the paper.
  if (name?.[1] === undefined) return /\.pdf$/i.test(file) ? paper('cvf', `${placed.volume} ${placed.rest.join('/')}`, 'file') : undefined
  const workshop = placed.rest.find((part) => part !== 'html' && part !== 'papers' && part !== 'supplemental' && part !== file)
  const identity = paper(
    'cvf',
    `${placed.volume}${workshop === undefined ? '' : `/${workshop}`} ${file.slice(0, name[1].length)}`,
    name[2] === 'paper' ? formOf(file) : 'supplementary',
  )
  return host === 'cv-foundation.org' ? {...identity, mirror: host} : identity
}

function ecva({path}: Address): Identity | undefined {
  const match = /^\/papers\/(eccv_\d{4})\/papers_eccv\/(papers|html|supplementary)\/(\d+)/.exec(path.toLowerCase())
  if (match?.[1] === undefined || match[3] === undefined) return undefined
  return paper('ecva', `${match[1]} ${match[3]}`, match[2] === 'supplementary' ? 'supplementary' : match[2] === 'papers' ? 'pdf' : 'html')
}

function ieee({path, query}: Address): Identity | undefined {
  const id = /\/document\/(\d+)/.exec(path)?.[1] ?? queryValue(query, 'arnumber')
  return id !== undefined && /^\d+$/.test(id) ? paper('ieee', id.replace(/^0+/, ''), path.includes('document') ? 'html' : 'pdf') : undefined
}

function sciencedirect({path}: Address): Identity | undefined {
  const id = /\/pii\/([A-Z]\d{15}[\dX])(?:\/|$)/i.exec(path)?.[1]
  return id === undefined ? undefined : paper('sciencedirect', id.toUpperCase(), 'html')
}

function aaai({path}: Address): Identity | undefined {
  const match = /^(?:\/index\.php)?\/([A-Z-]+)\/article\/(?:view|download)\/(\d+)/i.exec(path)
  return match?.[1] === undefined || match[2] === undefined ? undefined : paper('aaai', `${match[1]} ${match[2]}`, 'html')
}

export const proceedingsHosts: Readonly<Record<string, (address: Address) => Identity | undefined>> = {
  'aclanthology.org': acl,
  'aclweb.org': oldAcl,
  'anthology.aclweb.org': oldAcl,
  'aclanthology.info': oldAcl,
  'aclanthology.coli.uni-saarland.de': oldAcl,
  'proceedings.mlr.press': ({path}) => pmlr(segmentsOf(path)),
  'jmlr.org': jmlr,
  'papers.nips.cc': neurips,
  'papers.neurips.cc': neurips,
  'proceedings.neurips.cc': neurips,
  'openaccess.thecvf.com': cvf,
  'cv-foundation.org': cvf,
  'ecva.net': ecva,
  'ojs.aaai.org': aaai,
  'ieeexplore.ieee.org': ieee,
  'sciencedirect.com': sciencedirect,
}

/** The conferences whose papers are at the ACL Anthology, besides those of its journals. */
const ofAnthology = /^(?:ACL|EMNLP|NAACL|EACL|AACL|CoNLL|COLING)$/

/**
 * The year of the proceedings that a paper's address names.
 *
 * @param conference its canonical name
 * @returns undefined where the address names no year, or another conference
 */
export function proceedingsYear({service, id}: Identity, conference: string): number | undefined {
  switch (service) {
    case 'neurips':
      return conference === 'NeurIPS' ? yearIn(/^((?:19|20)\d\d) /.exec(id)?.[1]) : undefined
    case 'cvf': {
      const [, name, year] = /^([A-Z]+?)W?((?:19|20)\d\d)/.exec(id) ?? []
      return name === conference.toUpperCase() ? yearIn(year) : undefined
    }
    case 'ecva':
      return conference === 'ECCV' ? yearIn(/^eccv_(\d{4})/.exec(id)?.[1]) : undefined
    case 'acl': {
      // A journal's papers may be presented in any year.
      if (!ofAnthology.test(conference) || /^\d{4}\.(?:tacl|cl)-|^[JQ]\d/.test(id)) return undefined
      const short = /^[A-Z](\d\d)-/.exec(id)?.[1]
      return short === undefined ? yearIn(/^(\d{4})\./.exec(id)?.[1]) : Number(short) + (Number(short) > 60 ? 1900 : 2000)
    }
    default:
      return undefined
  }
}

function yearIn(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits)
}
