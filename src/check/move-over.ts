/** Puts a file in another's place, also where that one is held for a moment. */
import {rename} from 'node:fs/promises'
import {setTimeout as delay} from 'node:timers/promises'

/** Tries, over about a second. */
const mostMoves = 10

/**
 * Renames a file over another. Windows refuses while a virus scanner, an editor or another run has either of them open.
 *
 * @param move what renames
 * @throws what the last try threw; a full disk and the like at once
 */
export async function moveOver(from: string, to: string, move: typeof rename = rename): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await move(from, to)
      return
    } catch (error) {
      if (!isHeld(error) || attempt === mostMoves) throw error
      await delay(20 * attempt)
    }
  }
}

/** What Windows says of a file that somebody else has open, or that is about to go. */
export function isHeld(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['EPERM', 'EACCES', 'EBUSY'].includes(`${error.code}`)
}
