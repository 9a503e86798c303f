/** The name under which this asks. */
import type {CheckOptions} from '../core/options.ts'
import type {CheckEnvironment} from './environment.ts'

/**
 * Browsers' form, so that plain filters let it pass, with an honest name and the address of somebody to complain to: whoever runs
 * this where they are known, else this program's home. Words that filters look for (link, bot, check) are not in it.
 */
export function userAgentFor(
  {userAgent, contact}: Pick<CheckOptions, 'userAgent' | 'contact'>,
  {agent = 'paperlint', home}: Pick<CheckEnvironment, 'agent' | 'home'>,
): string {
  // A header holds no other letters.
  const address = (contact ?? home)?.replace(/[^\x20-\x7e]+/g, encodeURIComponent)
  return userAgent ?? `Mozilla/5.0 (compatible; ${agent}${address === undefined ? '' : `; +${address}`})`
}
