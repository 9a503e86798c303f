/** Who asks. */
import type {CheckOptions} from '../core/options.ts'
import type {CheckEnvironment} from './index.ts'

/** Browsers' form, so that plain filters let it pass, and an honest name in it. */
export function userAgentFor({userAgent, contact}: CheckOptions, {agent = 'paperlint'}: CheckEnvironment): string {
  return userAgent ?? `Mozilla/5.0 (compatible; ${agent}${contact === undefined ? '' : `; +${contact}`})`
}
