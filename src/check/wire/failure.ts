/** What went wrong on the wire: errors → failures and reasons. */
import type {Failure} from '../../core/probe.ts'
import type {NameFailure} from './names.ts'

/** Refused before connecting, see `address.ts`. */
export class PrivateAddressError extends Error {
  readonly code = 'PAPERLINT_PRIVATE'

  constructor(hostname: string) {
    super(`${hostname} is not on the public internet`)
  }
}

/** The host's name did not resolve, see `names.ts`. */
export class NameError extends Error {
  readonly code = 'PAPERLINT_NAME'
  readonly failure: NameFailure

  constructor(failure: NameFailure, detail: string) {
    super(detail)
    this.failure = failure
  }
}

const nameReasons = {unknown: 'dns', elsewhere: 'dns-elsewhere', temporary: 'dns-temporary'} as const

interface FailureDetail {
  readonly failure: Failure
  readonly reason: string
  readonly detail: string
}

/** OpenSSL's and Node.js's codes → reasons. Source: Node.js documentation, "TLS/SSL: X509 certificate error codes". */
const tlsReasons: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'tls-expired',
  CERT_NOT_YET_VALID: 'tls-not-yet-valid',
  CERT_REVOKED: 'tls-revoked',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls-self-signed',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls-wrong-host',
  ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL: 'tls-no-http1',
  // Members have a certificate.
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: 'client-certificate',
  // A company's own authority, or one that this machine doesn't know.
  SELF_SIGNED_CERT_IN_CHAIN: 'tls-unknown-authority',
  UNABLE_TO_GET_ISSUER_CERT: 'tls-incomplete-chain',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls-incomplete-chain',
  // Mostly a server that forgot its intermediate certificate, which browsers find by themselves.
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls-incomplete-chain',
}

function field(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null && name in error ? (error as Record<string, unknown>)[name] : undefined
}

/** Any error that undici, net, tls or our own hooks raise → a failure. */
export function failureOf(error: unknown): FailureDetail {
  if (error instanceof PrivateAddressError) return {failure: 'private-address', reason: 'private-address', detail: error.message}
  if (error instanceof NameError) {
    if (error.failure === 'offline') return {failure: 'offline', reason: 'offline', detail: error.message}
    return {failure: 'dns', reason: nameReasons[error.failure], detail: error.message}
  }
  const nested = field(error, 'errors')
  const first: unknown = Array.isArray(nested) ? nested[0] : undefined
  if (first instanceof PrivateAddressError || first instanceof NameError) return failureOf(first)
  const code = String(field(error, 'code') ?? field(first, 'code') ?? '')
  const detail = [code, oneLine(field(first, 'message') ?? field(error, 'message'))].filter((part) => part !== '').join(': ')
  const tls = tlsReasons[code]
  if (tls !== undefined) return {failure: 'tls', reason: tls, detail}
  switch (code) {
    case 'ECONNREFUSED':
      return {failure: 'refused', reason: 'refused', detail}
    case 'ENETUNREACH':
    case 'EHOSTUNREACH':
    case 'EADDRNOTAVAIL':
    case 'ENETDOWN':
      return {failure: 'reset', reason: 'unreachable', detail}
    case 'UND_ERR_HEADERS_OVERFLOW':
      return {failure: 'protocol', reason: 'headers-too-large', detail}
    case 'UND_ERR_SOCKET':
      // undici's words for an informational reply or an upgrade that nobody asked for.
      if (/bad (?:response|upgrade)$/.test(detail)) return {failure: 'protocol', reason: 'protocol', detail}
      return {failure: 'reset', reason: 'reset', detail}
    case 'ECONNRESET':
    case 'ECONNABORTED':
    case 'EPIPE':
      return {failure: 'reset', reason: 'reset', detail}
    case 'ETIMEDOUT':
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'UND_ERR_HEADERS_TIMEOUT':
    case 'UND_ERR_BODY_TIMEOUT':
      return {failure: 'timeout', reason: 'timeout', detail}
    case 'UND_ERR_INVALID_ARG': // E.g. a header of ours that can't be sent.
      return {failure: 'protocol', reason: 'not-sent', detail}
    case 'ERR_INVALID_URL':
      return {failure: 'invalid-url', reason: 'invalid-url', detail}
  }
  // An HTTP/2 stream that was broken off, in Node's words or undici's.
  if (code.startsWith('ERR_HTTP2_') || code === 'UND_ERR_INFO') return {failure: 'reset', reason: 'reset', detail}
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_'))
    return {failure: 'tls', reason: 'tls-protocol', detail}
  if (code.startsWith('CERT_')) return {failure: 'tls', reason: 'tls-certificate', detail}
  return {failure: 'protocol', reason: 'protocol', detail: detail === '' ? 'unknown failure' : detail}
}

/** One line of printable text, of bounded length. */
function oneLine(text: unknown): string {
  return String(text ?? '')
    .replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ')
    .trim()
    .slice(0, 160)
}
