/** No reply → verdict: which failures are definite, and which may be due to this machine or to the moment. Pure. */
import type {Failure} from '../../core/probe.ts'
import type {Judgement} from './judgement.ts'

/** Certificates that every browser refuses; other trouble may be due to this machine. */
const refusedCertificates: ReadonlySet<string> = new Set(['tls-expired', 'tls-self-signed', 'tls-wrong-host', 'tls-revoked'])

/** The verdict on a link whose last try failed. */
export function judgeFailure(failure: Failure, reason: string, detail: string): Judgement {
  switch (failure) {
    case 'dns':
      return {verdict: reason === 'dns' ? 'dead' : 'error', reason, because: detail}
    case 'refused':
      return {verdict: 'dead', reason: 'refused', because: detail}
    case 'tls':
      if (reason === 'client-certificate') return {verdict: 'blocked', reason, because: detail}
      return {verdict: refusedCertificates.has(reason) ? 'dead' : 'error', reason, findings: ['insecure'], because: detail}
    case 'redirect-loop':
    case 'invalid-url':
      return {verdict: 'dead', reason: failure, because: detail}
    case 'private-address':
      return {verdict: 'skipped', reason: failure, because: detail}
    case 'reset':
    case 'timeout':
    case 'protocol':
    case 'offline':
    case 'aborted':
      return {verdict: 'error', reason, because: detail}
    default:
      return failure satisfies never
  }
}
