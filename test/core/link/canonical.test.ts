/** How papers' URLs are written, beyond the examples on the rules' pages. */
import {expect, test} from 'vitest'
import {canonicalPaperUrl, type PaperForms} from '../../../src/core/link/canonical.ts'
import {withoutTail} from '../../../src/core/link/wrapping.ts'

const forms: PaperForms = {arxiv: 'abs', suffix: false, openreview: 'pdf'}

test.for([
  ['the paper', 'https://openreview.net/forum?id=rJl-b3RcF7', 'https://openreview.net/pdf?id=rJl-b3RcF7'],
  ['its first note', 'https://openreview.net/forum?id=rJl-b3RcF7&noteId=rJl-b3RcF7', 'https://openreview.net/pdf?id=rJl-b3RcF7'],
  [
    'a comment',
    'https://openreview.net/forum?id=rJl-b3RcF7&noteId=Sk7KsfW0-x',
    'https://openreview.net/forum?id=rJl-b3RcF7&noteId=Sk7KsfW0-x',
  ],
] as const)('OpenReview’s %s', ([, address, expected]) => {
  expect(canonicalPaperUrl({address, text: 'A Title of Some Paper', image: false}, forms)).toBe(expected)
})

test.for([
  ['https://example.org/page.', 'https://example.org/page'],
  ['https://en.wikipedia.org/wiki/What_Comes_Next.', undefined],
  ['https://example.org/Widgets_Inc.', undefined],
] as const)('the dot behind %s', ([address, expected]) => {
  expect(withoutTail(address)).toBe(expected)
})
