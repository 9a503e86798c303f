/** Requests, and what came back: the vocabulary between resolvers (pure) and the checker (the only one that opens sockets). */

export interface Probe {
  readonly method: 'HEAD' | 'GET' | 'POST'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Which secret the request carries; it is sent only to the configured endpoint's host, and dropped on a redirect to another. */
  readonly secret?: 'github' | 'semanticscholar' | 'huggingface' | 'openreview'
  /** The query parameter in which the service takes the user's address, for its polite pool; sent if one is configured. */
  readonly contact?: 'mailto'
  /** How much of the body is wanted, in bytes after decompression; 0 for none. */
  readonly maxBodyBytes: number
}

export interface Hop {
  readonly status: number
  /** Where it led, absolute. */
  readonly to: string
}

export type Failure =
  | 'dns'
  | 'refused'
  | 'reset'
  | 'timeout'
  | 'tls'
  | 'redirect-loop'
  | 'private-address'
  | 'protocol'
  | 'offline'
  | 'aborted'
  | 'invalid-url'

/** What a probe brought. A network failure is a value, never an exception. */
export type Outcome =
  | {
      readonly kind: 'response'
      readonly status: number
      /** Lower-case names; several values of one name are joined with `, `. */
      readonly headers: Readonly<Record<string, string>>
      readonly body: string
      /** The body was cut at `maxBodyBytes`. */
      readonly truncated: boolean
      /** Final URL after redirects. */
      readonly url: string
      readonly hops: readonly Hop[]
      /** The last request carried a secret, so a refusal may be about that. */
      readonly signed?: true
    }
  | {
      readonly kind: 'failure'
      readonly failure: Failure
      /** For people: what happened, one line. */
      readonly detail: string
      /** A finer cause, e.g. `tls-expired`. */
      readonly reason?: string
      readonly hops: readonly Hop[]
    }
