/** Puts a file in another's place, even if that one is held for a moment. */
import {rename} from 'node:fs/promises'
import {setTimeout as delay} from 'node:timers/promises'
import {isHeld} from './fault.ts'

/** Tries, over about a second. */
const mostMoves = 10

/**
 * Renames a file over another. Windows refuses while a virus scanner, an editor or another run has either of them open.
 *
 * @param move what renames
 * @throws the error of the last try; errors such as a full disk at once
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
