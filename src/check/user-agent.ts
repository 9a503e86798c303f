/** The `User-Agent` of all requests. */
import type {CheckOptions} from '../core/options.ts'
import type {CheckEnvironment} from './environment.ts'

/**
 * In the form that browsers use, so that simple filters let it pass, with an honest name and an address for complaints: that of
 * whoever runs this if known, else this program's home page. It avoids words that filters look for (link, bot, check).
 */
export function userAgentFor(
  {userAgent, contact}: Pick<CheckOptions, 'userAgent' | 'contact'>,
  {agent = 'paperlint', home}: Pick<CheckEnvironment, 'agent' | 'home'>,
): string {
  // A header can't hold other characters.
  const address = (contact ?? home)?.replace(/[^\x20-\x7e]+/g, encodeURIComponent)
  return userAgent ?? `Mozilla/5.0 (compatible; ${agent}${address === undefined ? '' : `; +${address}`})`
}
