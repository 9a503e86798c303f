/** Why a link has its verdict, in words. */
import type {Checked} from './checked.ts'

/** Reason and status as a person would say them, e.g. `not found (404)`; the reason itself if there are no words for it. */
export function causeOf({reason, status, via}: Pick<Checked, 'reason' | 'status' | 'via'>): string {
  const words =
    reason === 'not-found' && status === undefined
      ? missingAt(via)
      : ((Object.hasOwn(reasons, reason) ? reasons[reason] : undefined) ?? reason)
  const number = status !== undefined && !words.includes(String(status)) && status >= 400 ? ` (${status})` : ''
  return words + number
}

/** The words for something that was not requested as a page. */
function missingAt(via: string): string {
  if (via === 'github') return 'GitHub does not know it, or it is private: GitHub says the same of both'
  return via === 'disk' ? 'it is not in this repository' : 'its registry does not know it'
}

const reasons: Readonly<Record<string, string>> = {
  'not-found': 'not found (404)',
  gone: 'gone (410)',
  dns: 'its host does not exist',
  refused: 'its host refuses the connection',
  'soft-404': 'the page says that there is nothing',
  'redirect-to-home': 'it leads to the home page',
  'redirect-to-search': 'it leads to a search',
  'redirect-loop': 'it redirects in a circle',
  'no-location': 'it redirects to nowhere',
  'bad-location': 'it redirects to what is no web address',
  'parked-domain': 'its domain is for sale',
  'service-ended': 'the service has ended',
  'version-missing': 'the paper has no such version',
  expired: 'the invite has expired',
  disabled: 'it was taken down',
  private: 'it is private',
  'invalid-url': 'no browser can read it',
  'unsafe-port': 'browsers refuse its port',
  'tls-expired': 'its certificate has expired',
  'tls-not-yet-valid': 'its certificate is not valid yet',
  'tls-wrong-host': 'its certificate is for another host',
  'tls-self-signed': 'its certificate is signed by nobody',
  'tls-revoked': 'its certificate was revoked',
  'tls-incomplete-chain': 'its certificate comes without the intermediate ones',
  'tls-unknown-authority': 'its certificate is signed by an unknown authority',
  'tls-certificate': 'its certificate is not valid',
  'tls-protocol': 'no secure connection could be made',
  'bot-wall': 'its server turns programs away',
  forbidden: 'its server denies access',
  'rate-limited': 'its server was asked too often',
  login: 'it asks for a login',
  'client-certificate': 'it asks visitors for a certificate',
  'payment-required': 'it asks for payment',
  'legal-reasons': 'it is withheld for legal reasons',
  'no-access': 'it is private or not there',
  timeout: 'no answer in time',
  deadline: 'the run ended before its turn',
  offline: 'there is no network',
  'server-error': 'its server has an error',
  'bad-request': 'its server refuses the request',
  'method-not-allowed': 'its server refuses the request',
  'not-acceptable': 'its server refuses the request',
  'client-error': 'its server refuses the request',
  'not-checked': 'its registry did not answer',
  'dns-elsewhere': 'its host’s name is not in the DNS',
  'dns-temporary': 'its host’s name could not be looked up',
  unreachable: 'its host can’t be reached',
  'host-unreachable': 'its host can’t be reached',
  reset: 'its host closed the connection',
  protocol: 'its server breaks the rules of HTTP',
  'headers-too-large': 'its headers are too long',
  'not-sent': 'the request could not be sent',
  'no-body': 'the page did not arrive',
  proxy: 'the proxy does not let it through',
  'proxy-login': 'the proxy asks for a login',
  contradictory: 'its host’s answers contradict each other',
  'client-rendered': 'a script draws the page',
  'empty-page': 'the page is empty',
  'not-an-image': 'it is not an image',
  'suspected-soft-404': 'the page seems to say that there is nothing',
  'suspected-parked-domain': 'its domain seems to be for sale',
  'suspected-takeover': 'its domain seems to have a new owner',
}
