/** A page is left unparsed only if parsing it would not change its verdict. */
import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {judgePage} from '../../src/check/verdict/judge-page.ts'
import {readPage} from '../../src/check/verdict/page.ts'
import * as phrases from '../../src/check/verdict/phrases.ts'
import {readSuspicious} from '../../src/check/verdict/suspicious.ts'

const bodyOf = ({title, heading, says, sentences, times, rank}: Sample): string =>
  `<!doctype html><html><head><title>${title}</title><style>${'a{color:red}'.repeat(300)}</style></head><body class="x">` +
  `<h${rank}>${heading}</h${rank}>${`<p>${says}</p>`.repeat(times)}${'<p>We study how <b>graphs</b> are learnt.</p>'.repeat(sentences)}</body></html>`

interface Sample {
  readonly title: string
  readonly heading: string
  readonly says: string
  readonly sentences: number
  readonly times: number
  readonly rank: number
}

/** Texts that the phrases match, apart from conditions on what is around them. */
const patterns = [phrases.parkedPhrases, Object.values(phrases)].flat().filter((one): one is RegExp => one instanceof RegExp)
const matching = (pattern: RegExp): fc.Arbitrary<string> => {
  const plain = pattern.source
    .replace(/\(\?<?[!=](?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)/g, '')
    .replace(/\\b|(?<!\[)\^|(?<!\\)\$/g, '')
    .replace(/\\p\{L\}/g, 'x')
    .replace(/\\p\{\w\}/g, '!')
    .replace(/\[\^[^\]]*\]\*/g, '')
  return fc.stringMatching(new RegExp(`^(?:${plain})$`), {maxLength: 60})
}
const phrase = fc.oneof(...patterns.map(matching)).map((text) => text.replace(/[<>&\0-\x1f]/g, ' '))
const ordinary = fc.constantFrom('Graphs That Learn', 'A Lab', 'Université de X')
const sample: fc.Arbitrary<Sample> = fc.record({
  title: fc.oneof(ordinary, phrase),
  heading: fc.oneof(ordinary, phrase),
  says: fc.oneof(ordinary, phrase),
  sentences: fc.constantFrom(0, 3, 15, 30, 60),
  times: fc.constantFrom(1, 1, 13),
  rank: fc.constantFrom(1, 2),
})

const judged = (body: string, page = readPage(body)): unknown =>
  judgePage(
    {status: 200, headers: {'content-type': 'text/html'}, body, truncated: false, url: 'https://a.example/x', steps: [], page},
    body,
  )

describe('pages that are left unparsed', () => {
  test('have nothing that would change their verdict', () => {
    let left = 0
    fc.assert(
      fc.property(sample, (some) => {
        const body = bodyOf(some)
        if (readSuspicious(body) !== undefined) return
        left++
        expect(judged(body)).toBeUndefined()
      }),
      {numRuns: 3000, seed: 20},
    )
    expect(left).toBeGreaterThan(20)
  })
})
