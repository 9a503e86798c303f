/** URL → the code repository it lies in, in a form that can be compared. */

export interface Repository {
  /** `github.com`, `gitlab.com`, … */
  readonly host: string
  readonly owner: string
  /** Without `.git`. */
  readonly name: string
  /** Path within the repository of `/tree/<branch>/<path>` and `/blob/…`, so that folders of one repository are told apart. */
  readonly subpath: string | undefined
}

const hosts = new Set(['github.com', 'gitlab.com', 'bitbucket.org', 'codeberg.org', 'huggingface.co', 'gitee.com'])

// First path segments that are no owner. Source: the sites' own navigation.
const reserved = new Set(
  'orgs topics search features marketplace settings sponsors explore login join about pricing collections trending notifications enterprise apps papers datasets spaces docs blog models collections tasks'.split(
    ' ',
  ),
)

/** The repository of a URL; undefined for profiles, gists, search pages and other hosts. Pure, never throws. */
export function repositoryOf(url: string): Repository | undefined {
  const match = /^(?:https?:)?\/\/(?:www\.)?([^/?#:]+)(?::\d+)?\/([^?#]*)/i.exec(url)
  const host = match?.[1]?.toLowerCase() ?? ''
  if (!hosts.has(host)) return undefined
  const [owner = '', name = '', kind, branch, ...path] = (match?.[2] ?? '').split('/').filter((part) => part !== '' && part !== '-')
  if (owner === '' || name === '' || reserved.has(owner.toLowerCase())) return undefined
  const inside = (kind === 'tree' || kind === 'blob') && branch !== undefined ? path.join('/').replace(/\/README\.md$/i, '') : ''
  return {host, owner, name: name.replace(/\.git$/i, ''), subpath: inside === '' ? undefined : inside}
}

/** Equal keys mean the same repository and folder; letter case does not matter to the hosts. */
export function repositoryKey({host, owner, name, subpath}: Repository): string {
  return `${host}/${owner}/${name}/${subpath ?? ''}`.toLowerCase()
}
