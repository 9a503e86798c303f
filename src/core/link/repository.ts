/** Code hosts: which repository a URL belongs to, and what in it is meant. */
import {type Address, addressOf, decoded, segmentsOf} from './address.ts'
import type {Identity} from './service.ts'

export interface Repository {
  /** `github.com`, even if the URL's own host only shows it (`raw.githubusercontent.com`, Colab). */
  readonly host: string
  readonly owner: string
  readonly name: string
  /** Path inside it, if the URL leads to a file or directory, so that folders of one repository are told apart. */
  readonly subpath: string | undefined
}

/** First path segments of github.com that are not owners. */
const reserved: ReadonlySet<string> = new Set(
  (
    'about account apps assets blog codespaces collections contact copilot customer-stories dashboard discussions edu enterprise events explore ' +
    'features github-copilot issues join login logout marketplace mobile models new newsroom notifications orgs organizations pricing pulls readme ' +
    'resources search security sessions settings signup site solutions sponsors stars team topics trending user-attachments user-images users why-github'
  ).split(' '),
)

/** Third path segments that github.com serves, with what they lead to. */
const pages: ReadonlyMap<string, string> = new Map([
  ...kinds('path', 'tree blob raw blame edit'),
  ...kinds('issue', 'issues'),
  ...kinds('pull', 'pull'),
  ...kinds('discussion', 'discussions'),
  ...kinds('commit', 'commit'),
  ...kinds('release', 'releases'),
  ...kinds('wiki', 'wiki'),
  ...kinds('archive', 'archive tarball zipball'),
  ...kinds('asset', 'assets'),
  ...kinds(
    'repo-page',
    'actions activity attestations branches checks codespaces commits commits.atom community compare contribute contributors custom_properties ' +
      'deployments find fork forks generate graphs import invitations issues.atom labels license milestone milestones models network new packages ' +
      'people pkgs projects pulls pulse releases.atom rules runs search security settings sponsors stargazers stars subscription suites tags ' +
      'tags.atom upload watchers workflows',
  ),
])

function kinds(kind: string, segments: string): [string, string][] {
  return segments.split(' ').map((segment) => [segment, kind])
}

/** Companies' managed accounts have an underscore before the company's short name. */
function isOwner(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9_-]{0,38}$/.test(text)
}

function isName(text: string): boolean {
  return text !== '.' && text !== '..' && /^[A-Za-z0-9._-]{1,100}$/.test(text)
}

function github(kind: string, id: string, mirror?: string): Identity {
  return mirror === undefined ? {service: 'github', kind, id} : {service: 'github', kind, id, mirror}
}

function withoutGit(name: string): string {
  return name.endsWith('.git') ? name.slice(0, -4) : name
}

/** `refs/heads/main/a.md` → `main/a.md`. */
function withoutRefs(parts: readonly string[]): readonly string[] {
  return parts[0] === 'refs' && (parts[1] === 'heads' || parts[1] === 'tags') ? parts.slice(2) : parts
}

/** A file or directory at a ref; `-` is the root. The ref is taken to be one segment: only the service knows how long it is. */
function at(repository: string, parts: readonly string[], form: string, mirror?: string): Identity {
  const [ref, ...path] = withoutRefs(parts)
  if (ref === undefined) return github('repo', repository, mirror)
  return {...github('path', `${repository} ${ref} ${path.length === 0 ? '-' : path.join('/')}`, mirror), form}
}

function page(repository: string, segment: string, rest: readonly string[]): Identity {
  const kind = pages.get(segment)
  const [first] = rest
  // `files/14325164/slides.pdf` was uploaded to an issue.
  if (segment === 'files' && first !== undefined && /^\d+$/.test(first)) return github('asset', repository)
  switch (kind) {
    case undefined:
      // github.com has no such page: a path without `tree/<ref>`.
      return github('malformed', '')
    case 'path':
      return at(repository, rest, segment)
    case 'issue':
    case 'pull':
    case 'discussion':
      if (first === undefined) return github('repo-page', repository)
      if (/^[1-9]\d*$/.test(first)) return github(kind, `${repository} ${first}`)
      return /^[a-z]/.test(first) ? github('repo-page', repository) : github('malformed', '')
    case 'commit':
      return first === undefined ? github('repo-page', repository) : github(kind, `${repository} ${first}`)
    case 'release':
      if (first === 'tag' && rest.length > 1) return github(kind, `${repository} ${rest.slice(1).join('/')}`)
      if (first === 'download' && rest.length > 2) return github('download', `${repository} ${rest.slice(1, -1).join('/')} ${rest.at(-1)}`)
      // The tag of the latest release is known to the service only.
      if (first === 'latest' && rest[1] === 'download') return github('download', `${repository}  ${rest.slice(2).join('/')}`)
      return github('releases', repository)
    case 'wiki':
      return github(kind, first === undefined ? repository : `${repository} ${rest.join('/')}`)
    case 'archive':
      return github(
        kind,
        `${repository} ${withoutRefs(rest)
          .join('/')
          .replace(/\.(?:zip|tar\.gz|tgz)$/, '')}`.trimEnd(),
      )
    default:
      // A workflow, or its badge, is there as long as its file is.
      return segment === 'actions' && first === 'workflows' && /\.ya?ml$/.test(rest[1] ?? '')
        ? at(repository, ['HEAD', '.github', 'workflows', rest[1] ?? ''], 'workflow')
        : github(kind, repository)
  }
}

/** What a path at github.com names; undefined for its own pages (`/topics`, `/search`, …). */
function githubIdentity(path: string): Identity | undefined {
  const glued = path.includes(':/') ? /https?:\//i.exec(path) : null
  if (glued !== null) {
    const before = githubIdentity(path.slice(0, glued.index))
    return github('malformed', before?.kind === 'repo' ? before.id : '')
  }
  const [owner, name, segment, ...rest] = segmentsOf(path)
  if (owner === undefined || reserved.has(owner.toLowerCase())) {
    return owner === 'user-attachments'
      ? github('asset', [name, segment, ...rest].filter((part) => part !== undefined).join('/'))
      : undefined
  }
  // `github.com/o.png` is the picture of an owner.
  if (name === undefined && /\.(?:png|keys|gpg|atom)$/.test(owner)) return undefined
  if (!isOwner(owner)) return github('malformed', '')
  if (name === undefined) return github('owner', owner)
  // pip writes the ref after the name: `o/r.git@v1`.
  const bare = withoutGit(name.includes('.git@') ? name.slice(0, name.indexOf('@')) : name)
  if (!isName(bare)) {
    // Only punctuation after a name can be taken off it: `DIM*`, `repo)`, `repo},`.
    const meant = /^([A-Za-z0-9._-]*[A-Za-z0-9_-])[.,;:*'"`)\]}>|!]+(?:$|,)/.exec(bare)?.[1]
    return github('malformed', meant === undefined ? '' : `${owner}/${meant}`)
  }
  return segment === undefined ? github('repo', `${owner}/${bare}`) : page(`${owner}/${bare}`, segment, rest)
}

/** `owner/name/REF/path` at a host that serves single files. */
function rawIdentity(path: string, mirror?: string): Identity | undefined {
  const [owner, name, ...rest] = segmentsOf(path)
  if (owner === undefined || name === undefined || !isOwner(owner) || !isName(name)) return undefined
  return at(`${owner}/${name}`, rest, 'raw', mirror)
}

/** A path of github.com after a prefix, at a host that shows it in another way. */
function shown(path: string, prefix: string, mirror: string): Identity | undefined {
  if (!path.startsWith(prefix)) return undefined
  const identity = githubIdentity(path.slice(prefix.length - 1))
  return identity === undefined || identity.kind === 'malformed' ? undefined : {...identity, mirror}
}

/** Hosts that show content from GitHub. */
export const githubHosts: Readonly<Record<string, (address: Address) => Identity | undefined>> = {
  'github.com': ({path}) => githubIdentity(path),
  'raw.githubusercontent.com': ({path}) => rawIdentity(path),
  'codeload.github.com': ({path}) => {
    const [owner, name, format = '', ...ref] = segmentsOf(path)
    // `o/r/zip/refs/heads/main` is what `github.com/o/r/archive/refs/heads/main.zip` leads to.
    if (!/^(?:legacy\.)?(?:zip|tar\.gz)$/.test(format)) return undefined
    return shown(`/${[owner, name, 'archive', ...ref].join('/')}`, '/', 'codeload.github.com')
  },
  'gist.github.com': ({path}) => {
    const id = segmentsOf(path).find((part) => /^[0-9a-f]{20,40}$|^\d{1,9}$/.test(part))
    return id === undefined ? undefined : github('gist', id)
  },
  'gist.githubusercontent.com': ({path}) => {
    const id = segmentsOf(path)[1]
    return id !== undefined && /^[0-9a-f]{20,40}$/.test(id) ? github('gist', id, 'gist.githubusercontent.com') : undefined
  },
  'cdn.rawgit.com': ({path}) => rawIdentity(path, 'cdn.rawgit.com'),
  'rawgit.com': ({path}) => rawIdentity(path, 'rawgit.com'),
  'cdn.jsdelivr.net': ({path}) => {
    const [kind, owner, name = '', ...rest] = segmentsOf(path)
    if (kind !== 'gh' || owner === undefined) return undefined
    const [repository = '', ref] = name.split('@')
    if (!isOwner(owner) || !isName(repository)) return undefined
    return at(`${owner}/${repository}`, [ref ?? 'HEAD', ...rest], 'raw', 'cdn.jsdelivr.net')
  },
  'colab.research.google.com': ({path}) => {
    if (path.startsWith('/gist/')) return githubHosts['gist.github.com']?.({host: 'gist.github.com', path: path.slice(5), query: ''})
    return shown(path, '/github/', 'colab.research.google.com')
  },
  'nbviewer.org': ({path}) => shown(path, '/github/', 'nbviewer.org'),
  'nbviewer.jupyter.org': ({path}) => shown(path, '/github/', 'nbviewer.jupyter.org'),
  'vscode.dev': ({path}) => shown(path, '/github/', 'vscode.dev'),
  'github1s.com': ({path}) => shown(path, '/', 'github1s.com'),
  'mybinder.org': ({path}) => (path.startsWith('/v2/gh/') ? rawIdentity(path.slice(6), 'mybinder.org') : undefined),
}

/** `o.github.io/r/` is built from `o/r` or from `o/o.github.io`: only the service knows which. */
export function githubPagesIdentity(host: string, path: string): Identity | undefined {
  const owner = host.slice(0, -'.github.io'.length)
  if (!isOwner(owner)) return undefined
  const start = path.indexOf('/') + 1
  let end = path.indexOf('/', start)
  // A file at the top (`/index.html`) belongs to the user's site.
  if (end < 0) end = path.length
  const first = decoded(path.slice(start, end))
  return github(
    'pages',
    isName(first) && !/\.(?:html?|pdf|md|txt|png|jpe?g|gif|zip)$/.test(first.toLowerCase())
      ? `${owner}/${first}`
      : `${owner}/${owner}.github.io`,
  )
}

/** Path segments of GitLab, Bitbucket and Hugging Face that come before a ref and the path in it. */
const pathMarkers: ReadonlySet<string> = new Set(['tree', 'blob', 'raw', 'src', 'blame'])

function repository(host: string, owner: string, name: string, path: readonly string[]): Repository {
  const shown = path.at(-1)?.toLowerCase() === 'readme.md' ? path.slice(0, -1) : path
  const subpath = shown.join('/')
  return {host, owner, name, subpath: subpath === '' ? undefined : subpath}
}

/** Equal keys mean the same repository and folder; letter case does not matter to the hosts. */
export function repositoryKey({host, owner, name, subpath}: Repository): string {
  return `${host}/${owner}/${name}/${subpath ?? ''}`.toLowerCase()
}

/** GitLab's groups nest; `-` separates the repository from its pages. */
function gitlabRepository(host: string, path: string): Repository | undefined {
  const parts = segmentsOf(path)
  const separator = parts.findIndex((part, index) => part === '-' || (index >= 2 && pathMarkers.has(part)))
  const project = separator < 0 ? parts : parts.slice(0, separator)
  const name = project.at(-1)
  if (project.length < 2 || name === undefined || /^(?:explore|help|users|groups|dashboard|api)$/.test(project[0] ?? '')) return undefined
  const [kind = '', , ...subpath] = separator < 0 ? [] : parts.slice(parts[separator] === '-' ? separator + 1 : separator)
  return repository(host, project.slice(0, -1).join('/'), withoutGit(name), pathMarkers.has(kind) ? subpath : [])
}

function bitbucketRepository(host: string, path: string): Repository | undefined {
  const [owner, name, kind = '', , ...subpath] = segmentsOf(path)
  if (owner === undefined || name === undefined) return undefined
  return repository(host, owner, withoutGit(name), pathMarkers.has(kind) ? subpath : [])
}

/** Codeberg, Gitea: `src/branch/main/path`. */
function giteaRepository(host: string, path: string): Repository | undefined {
  const [owner, name, kind = '', , , ...subpath] = segmentsOf(path)
  if (owner === undefined || name === undefined || /^(?:explore|user|org|api|assets)$/.test(owner)) return undefined
  return repository(host, owner, withoutGit(name), kind === 'src' || kind === 'raw' ? subpath : [])
}

/** Models only: data sets and spaces are not a paper's code. */
function huggingfaceRepository(host: string, path: string): Repository | undefined {
  const [owner, name, page = '', , ...subpath] = segmentsOf(path)
  if (owner === undefined || name === undefined || reservedAtHuggingface.has(owner)) return undefined
  return repository(host, owner, name, pathMarkers.has(page) || page === 'resolve' ? subpath : [])
}

/** First path segments of huggingface.co that are not owners. */
export const reservedAtHuggingface: ReadonlySet<string> = new Set(
  (
    'api blog brand chat collections datasets docs enterprise front inference inference-endpoints join learn login models new ' +
    'organizations papers posts pricing settings spaces storage support tasks terms-of-service privacy transformers welcome'
  ).split(' '),
)

/** The repository that a URL goes to or into, at GitHub, GitLab, Bitbucket, Hugging Face or Codeberg; undefined for others and for malformed ones. */
export function repositoryOf(url: string): Repository | undefined {
  const address = addressOf(url)
  if (address === undefined) return undefined
  const {host, path} = address
  switch (host) {
    case 'gitlab.com':
      return gitlabRepository(host, path)
    case 'bitbucket.org':
      return bitbucketRepository(host, path)
    case 'codeberg.org':
    case 'gitea.com':
    case 'gitee.com':
      return giteaRepository(host, path)
    case 'huggingface.co':
    case 'hf.co':
      return huggingfaceRepository('huggingface.co', path)
  }
  const read = Object.hasOwn(githubHosts, host) ? githubHosts[host] : undefined
  const identity = read?.(address)
  return identity === undefined ? undefined : repositoryOfIdentity(identity)
}

/** Kinds of identities at GitHub that belong to a repository. */
export const inRepository: ReadonlySet<string> = new Set(
  'repo repo-page releases release download path archive commit issue pull discussion wiki'.split(' '),
)

/** The repository behind an identity at GitHub. */
export function repositoryOfIdentity({service, kind, id}: Identity): Repository | undefined {
  if (service !== 'github' || !inRepository.has(kind)) return undefined
  if (kind === 'repo') {
    const slash = id.indexOf('/')
    return {host: 'github.com', owner: id.slice(0, slash), name: id.slice(slash + 1), subpath: undefined}
  }
  const [fullName = '', , ...path] = id.split(' ')
  const slash = fullName.indexOf('/')
  const subpath = kind === 'path' && path[0] !== '-' ? [path.join(' ')] : []
  return repository('github.com', fullName.slice(0, slash), fullName.slice(slash + 1), subpath)
}
