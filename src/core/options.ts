/** Options of the network part, with their defaults; the configuration's keys and the command line's flags map onto these. */

export interface HostOptions {
  /** Least time between the starts of two requests to the host. */
  readonly intervalMs?: number
  /** Most requests in flight at once. */
  readonly concurrency?: number
  readonly headers?: Readonly<Record<string, string>>
}

export interface ServiceOptions {
  /** False: this service's resolver or source is not used. */
  readonly enabled?: boolean
  /** Base URL in place of the default. */
  readonly endpoint?: string
}

export interface CheckOptions {
  /** A link's deadline over connect, headers, body, redirects and retries; waiting for the host's turn is not counted. */
  readonly timeoutMs: number
  /** Further tries after a failure that may pass. */
  readonly retries: number
  /** Most requests in flight over all hosts. */
  readonly concurrency: number
  /** Host names as in URLs, without the port; `*` for all others. */
  readonly hosts: Readonly<Record<string, HostOptions>>
  readonly services: Readonly<Record<string, ServiceOptions>>
  /** Most links to ask about over the network; undefined for all. */
  readonly maxLinks?: number
  readonly userAgent?: string
  /** Address or URL of whoever runs this, for the User-Agent and polite pools. */
  readonly contact?: string
  readonly include: readonly RegExp[]
  readonly exclude: readonly RegExp[]
  readonly remap: readonly {readonly pattern: RegExp; readonly replacement: string}[]
  readonly allowPrivate: boolean
  readonly insecure: boolean
  /** Path of the verdict cache; undefined for none. */
  readonly cacheFile?: string
  /** Links with verdicts older than this are asked about again, whatever the verdicts' own lifetime. */
  readonly maxAgeMs?: number
  readonly shard?: {readonly index: number; readonly count: number}
  /** Log every step taken for this URL. */
  readonly trace?: string
  /** Titles that don't fit their papers may be searched for at registries. */
  readonly searchTitles: boolean
  /** Ask hosts of working `http:` links, once each, whether they serve the page by https too. */
  readonly probeHttps: boolean
  /** Ask for an archived copy of dead links. */
  readonly archive: boolean
  /** For the whole run; links not reached are `error` (reason `deadline`). */
  readonly deadlineMs?: number
}

export const defaultCheckOptions: CheckOptions = {
  timeoutMs: 20_000,
  retries: 2,
  concurrency: 256,
  hosts: {},
  services: {},
  include: [],
  exclude: [],
  remap: [],
  allowPrivate: false,
  insecure: false,
  searchTitles: true,
  probeHttps: true,
  archive: true,
}
