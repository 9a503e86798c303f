/** What a link of an entry is for: its label decides first, its host second. */

import {venueOf} from '../paper/venue.ts'
import {type Identity, services} from './service.ts'

export type Role = 'paper' | 'code' | 'project' | 'video' | 'slides' | 'dataset' | 'other'

const rolesByWord: Readonly<Record<Role, string>> = {
  paper:
    'paper papers pdf arxiv abs abstract html openreview pub publication link links preprint article doi acm ieee springer openaccess access report url 论文 链接 地址 論文 リンク 논문 링크',
  code: 'code codes git github official pytorch tensorflow tf keras jax caffe octocat repo repository implementation gitlab matlab torch unofficial 代码 コード 코드 mindspore paddle chainer theano lua',
  project: 'project page website homepage web site webpage projectpage 主页',
  video: 'video youtube bilibili talk videos presentation 视频 動画',
  slides: 'slides slide poster ppt スライド',
  dataset: 'dataset data datasets benchmark 数据集 データセット 데이터셋',
  other:
    'blog tweet review resource demo colab weights model models supplementary supp supplement appendix bibtex bib cite citation news notes note summary huggingface hf twitter medium post tutorial discussion explanation scholar here reddit 解读 list docs documentation checkpoint checkpoints thread leaderboard media openai app api space spaces',
}
const roleByWord = new Map<string, Role>()
for (const [role, list] of Object.entries(rolesByWord)) for (const word of list.split(' ')) roleByWord.set(word, role as Role)

const filler = new Set(
  'the and or of in to by technical tech open our full long short version extended arxiv conference journal main my a an original new old 1 2 3 ii i - v1 v2 via for'.split(
    ' ',
  ),
)

/**
 * The role that a label names: `[PDF]`, `Pytorch Code`, `论文`.
 *
 * @returns undefined if the label has other words, e.g. a title
 */
export function roleOfLabel(label: string): Role | undefined {
  if (label.length > 40) return undefined
  // A list has a handful of labels and uses each a thousand times.
  const known = remembered.get(label)
  if (known !== undefined) return known === 'none' ? undefined : known
  const role = readLabel(label)
  if (remembered.size >= mostRemembered) remembered.clear()
  remembered.set(label, role ?? 'none')
  return role
}

const mostRemembered = 1000
const remembered = new Map<string, Role | 'none'>()

function readLabel(label: string): Role | undefined {
  // `PDFリンク` and `论文URL` are two words each.
  const words =
    label
      .toLowerCase()
      .replace(/:[a-z_]+:/g, (emoji) => (emoji === ':octocat:' ? ' octocat ' : ' '))
      .match(/[a-z\u00c0-\u1fff0-9]+|[\u3040-\ud7ff]+/g) ?? []
  if (words.length === 0 || words.length > 4) return undefined
  let role: Role | undefined
  for (const word of words) {
    const found = roleByWord.get(word) ?? roleByWord.get(word.replace(/\d+$/, ''))
    if (found === undefined) {
      if (!filler.has(word) && !/^\d+$/.test(word) && venueOf(word) === undefined) return undefined
    } else if (role === undefined || role === 'paper' || found === 'code') role = found
  }
  return role
}

/** Hosts by the last two parts of their names, or by their full names. */
const paperHosts = new Set(
  'arxiv.org openreview.net doi.org aclanthology.org aclweb.org thecvf.com ecva.net mlr.press neurips.cc nips.cc springer.com ieee.org acm.org nature.com sciencedirect.com jmlr.org aaai.org ijcai.org biorxiv.org medrxiv.org semanticscholar.org science.org wiley.com mdpi.com alphaxiv.org icml.cc usenix.org vldb.org isca-speech.org isca-archive.org roboticsproceedings.org bmva.org frontiersin.org plos.org pnas.org tandfonline.com oup.com cell.com cambridge.org siam.org eurasip.org mlsys.org ndss-symposium.org ssrn.com cv-foundation.org sciencemag.org hal.science citeseerx.ist.psu.edu'.split(
    ' ',
  ),
)
const codeHosts = new Set('github.com gitlab.com bitbucket.org codeberg.org huggingface.co gitee.com'.split(' '))

/** The role that a URL suggests, if the label names none. */
export function roleOfUrl(url: string, identity: Identity | undefined): Role {
  if (identity !== undefined) {
    const {role} = services[identity.service]
    if (role !== undefined) return role
  }
  const match = /^(?:[A-Za-z]+:)?\/\/(?:www\.)?([^/?#:]+)(?::\d+)?([^?#]*)/.exec(url)
  const host = (match?.[1] ?? '').toLowerCase()
  const path = match?.[2] ?? ''
  const site = host.split('.').slice(-2).join('.')
  // The badge of awesome lists links to the list of them all.
  if (site === 'github.com' && /^\/sindresorhus\/awesome\/?$/.test(path)) return 'other'
  if (codeHosts.has(site)) return path.split('/').filter((part) => part !== '').length >= 2 ? 'code' : 'other'
  if (host.endsWith('.github.io')) return /\.pdf$/i.test(path) ? 'paper' : 'project'
  if (paperHosts.has(site) || paperHosts.has(host) || /\.pdf$|\/(?:papers?\/[^/]|publications?\/[^/_-]+(?:[_-][^/_-]+){2})/i.test(path))
    return 'paper'
  return 'other'
}
