/** Whole services that are gone; a single page that vanished is the network's business. */
import {addressOf} from './address.ts'
import {identityOf} from './identity.ts'

export interface Retired {
  /** The service's name and when it ended, for the message. */
  readonly service: string
  readonly ended: string
  /** Where the same thing is today; undefined where nothing took its place. */
  readonly replacement?: string
}

interface Row {
  readonly hosts: RegExp
  readonly path?: RegExp
  readonly service: string
  readonly ended: string
  readonly replacement?: (url: string, path: string) => string | undefined
}

const rows: readonly Row[] = [
  {
    // Source: github.com/paperswithcode/paperswithcode-data, notice of July 2025; all addresses lead to Hugging Face since.
    hosts: /^(?:www\.|portal\.)?paperswithcode\.com$/,
    service: 'Papers with Code',
    ended: '2025-07',
  },
  {
    // Source: notice on arxiv-vanity.com, January 2024.
    hosts: /^(?:www\.)?arxiv-vanity\.com$/,
    path: /^\/papers\//,
    service: 'arXiv Vanity',
    ended: '2024-01',
    replacement: (url) => {
      const paper = identityOf(url)
      return paper?.service === 'arxiv' && paper.kind === 'paper' ? `https://arxiv.org/abs/${paper.id}${paper.version ?? ''}` : undefined
    },
  },
  {
    // Source: opensource.googleblog.com, "Bidding farewell to Google Code", 2015-03-12; projects are kept in its archive.
    hosts: /^code\.google\.com$/,
    path: /^\/p\/[a-z0-9-]+/,
    service: 'Google Code',
    ended: '2016-01',
    replacement: (_, path) => `https://code.google.com/archive/p/${path.split('/')[2] ?? ''}`,
  },
  {
    // Source: the same; `NAME.googlecode.com` were the projects' file servers.
    hosts: /^[a-z0-9-]+\.googlecode\.com$/,
    service: 'Google Code',
    ended: '2016-01',
    replacement: (url) => `https://code.google.com/archive/p/${addressOf(url)?.host.split('.')[0] ?? ''}`,
  },
  {
    // Source: Microsoft Research blog, "Next steps for Microsoft Academic", 2021-05-04.
    hosts: /^academic\.(?:microsoft\.com|research\.microsoft\.com)$/,
    service: 'Microsoft Academic',
    ended: '2021-12',
  },
  {
    // Source: devblogs.microsoft.com, "Shutting down CodePlex", 2017-03-31; its archive was taken down in 2021.
    hosts: /^(?:[a-z0-9-]+\.)?codeplex\.com$/,
    service: 'CodePlex',
    ended: '2017-12',
  },
  {
    // Source: about.gitlab.com, "Gitorious is closing", 2015-03-03.
    hosts: /^(?:www\.)?gitorious\.org$/,
    service: 'Gitorious',
    ended: '2015-05',
  },
  {
    // Source: Google, "Shutting down Google+ for consumer accounts on April 2, 2019".
    hosts: /^plus\.google\.com$/,
    service: 'Google+',
    ended: '2019-04',
  },
  {
    // Source: Google Workspace Updates, "Deprecating web hosting support in Google Drive", 2015-08-31.
    hosts: /^(?:[a-z0-9-]+\.)?googledrive\.com$/,
    path: /^\/host\//,
    service: 'Google Drive web hosting',
    ended: '2016-08',
  },
  {
    // Source: Dropbox Help, "The Public folder": links ended on 2017-03-15, those of paying accounts on 2017-09-01.
    hosts: /^dl\.dropbox(?:usercontent)?\.com$/,
    path: /^\/u\//,
    service: 'Dropbox public folders',
    ended: '2017-09',
  },
  {
    // Source: Travis CI's blog, "travis-ci.org is shutting down", June 2021.
    hosts: /^(?:www\.|api\.)?travis-ci\.org$/,
    service: 'travis-ci.org',
    ended: '2021-06',
  },
  {
    // Source: Yahoo Help, "Yahoo Groups shut down on December 15, 2020".
    hosts: /^(?:[a-z]+\.)?groups\.yahoo\.com$/,
    service: 'Yahoo Groups',
    ended: '2020-12',
  },
]

/** Parts of the rows' hosts, so that all other URLs cost only one search. */
const hint =
  /paperswithcode|arxiv-vanity|\/code\.google\.|googlecode|academic\.(?:research\.)?microsoft|codeplex|gitorious|plus\.google|googledrive|dl\.dropbox|travis-ci\.org|groups\.yahoo/

/** The retired service that a URL belongs to; undefined for all others. */
export function retiredOf(url: string): Retired | undefined {
  if (!hint.test(url.toLowerCase())) return undefined
  const address = addressOf(url)
  if (address === undefined) return undefined
  const {host, path} = address
  const row = rows.find((each) => each.hosts.test(host) && (each.path?.test(path) ?? true))
  if (row === undefined) return undefined
  const replacement = row.replacement?.(url, path)
  return {service: row.service, ended: row.ended, ...(replacement !== undefined && {replacement})}
}
