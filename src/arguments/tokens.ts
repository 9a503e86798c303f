/** Arguments → options and operands, with everything that is wrong with their form. */
import {parseArgs} from 'node:util'
import {didYouMean} from '../core/text/nearest.ts'

/** `switch`: `--quiet`. `value`: `--timeout 2s` or `--timeout=2s`. `optional`: `--changed` or `--changed=main`. */
export interface FlagForm {
  readonly form: 'switch' | 'value' | 'optional'
  readonly short?: string
}

/** An option as the help shows it. */
export interface Flag extends FlagForm {
  readonly summary: string
  readonly argument?: string
}

export interface Token {
  /** Without dashes, in its long form. */
  readonly name: string
  /** As the user wrote it, for messages. */
  readonly written: string
  readonly value?: string
}

export interface Tokens {
  readonly options: readonly Token[]
  readonly operands: readonly string[]
  readonly mistakes: readonly string[]
}

/** Never throws: mistakes are collected, so that all can be reported at once. */
export function tokensOf(args: readonly string[], forms: Readonly<Record<string, FlagForm>>): Tokens {
  const options = Object.fromEntries(
    Object.entries(forms).map(([name, {form, short}]) => [
      name,
      {type: form === 'value' ? ('string' as const) : ('boolean' as const), ...(short !== undefined && {short})},
    ]),
  )
  // Not strict: Node's own messages report one mistake at a time and suggest no nearest name.
  const {tokens} = parseArgs({args: [...args], options, strict: false, allowPositionals: true, tokens: true})
  const found: Token[] = []
  const operands: string[] = []
  const mistakes: string[] = []
  const unknown = new Set<number>()
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value)
    if (token.kind !== 'option') continue
    const {name, rawName: written, value, inlineValue} = token
    const form = Object.hasOwn(forms, name) ? forms[name]?.form : undefined
    if (form === undefined) {
      // Of `-list.md` every letter is a short option: it is named as a whole, and once.
      if (unknown.has(token.index)) continue
      unknown.add(token.index)
      const whole = written.startsWith('--') ? written : (args[token.index] ?? written)
      mistakes.push(
        `Unexpected option \`${whole}\`${didYouMean(
          `--${name}`,
          Object.keys(forms).map((known) => `--${known}`),
        )}`,
      )
    } else if (form === 'switch' && value !== undefined) {
      mistakes.push(`Expected no value after \`${written}\`, got \`${value}\``)
    } else if (form === 'value' && (value === undefined || (!inlineValue && value.length > 1 && value.startsWith('-')))) {
      mistakes.push(
        `Expected a value after \`${written}\`, got ${value === undefined ? 'nothing' : `\`${value}\` (write \`${written}=${value}\` if it is meant)`}`,
      )
    } else {
      found.push(value === undefined ? {name, written} : {name, written, value})
    }
  }
  return {options: found, operands, mistakes}
}
