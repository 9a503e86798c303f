/** One title in the spellings of lists and registries, several at once: it still belongs to one paper, and no spelling is corrected. */
import fc from 'fast-check'
import {expect, test} from 'vitest'
import {matchTitle} from '../../src/core/registry/match-title.ts'
import {plainTitle} from '../../src/resolvers/reply.ts'

const titles = [
  'Momentum Contrast for Unsupervised Visual Representation Learning',
  'Schrödinger Bridges: Generative Modelling between Any Two Marginals',
  'β-VAE: Learning Basic Visual Concepts with a Constrained Variational Framework',
  'An Image Is Worth 16×16 Words: Transformers for Image Recognition at Scale',
  'Self-Supervised Learning from Naïve Agents & Other Animals',
  'On the Convergence of Adam and Beyond in Non-Convex Settings',
  'GPT-4o’s Kitchen: What Do Large Language Models Cook?',
  'Fast O(n) Attention via Low-Rank Kernels',
]

const tex: Readonly<Record<string, string>> = {ö: '{\\"o}', ï: '\\"{i}', β: '$\\beta$', '×': '$\\times$', '&': '\\&'}
const entity: Readonly<Record<string, string>> = {ö: '&ouml;', ï: '&iuml;', β: '&beta;', '×': '&times;', '&': '&amp;', '’': '&rsquo;'}
const each = (by: Readonly<Record<string, string>>) => (title: string) => title.replace(/[^\x00-\x7f]|&/g, (letter) => by[letter] ?? letter)

/** As a registry may store it; `plainTitle` has already read the HTML. */
const registered: readonly ((title: string) => string)[] = [
  (title) => title.toUpperCase(),
  (title) => title.toLowerCase(),
  (title) => `${title}.`,
  (title) => `${title}*`,
  (title) => title.replaceAll('-', '‐'),
  (title) => title.replaceAll('-', ' '),
  (title) => title.replaceAll('-', ''),
  (title) => title.replace(': ', ' - '),
  (title) => title.replace(': ', '—'),
  (title) => title.replace(': ', '. '),
  (title) => title.normalize('NFD'),
  (title) => title.replaceAll(' ', '\n  '),
  (title) => title.replaceAll(' ', '\u00a0'),
  (title) => title.replaceAll('fi', 'ﬁ'),
  (title) => title.replace(/: .*$/, ''),
  (title) => `{${title}}`,
  (title) => `“${title}”`,
  (title) => `[Re] ${title}`,
  (title) => `${title} (Extended Abstract)`,
  (title) => title.replace(/\b[A-Z]{2,}\b/g, '{$&}'),
  each(tex),
  (title) => plainTitle(each(entity)(title)),
  (title) => plainTitle(each(entity)(title).replaceAll('&', '&amp;')),
  (title) => plainTitle(`<jats:italic>${title.replaceAll('&', '&amp;')}</jats:italic>`),
  (title) => plainTitle(title.replace(': ', ':<br/>')),
]

test.for(titles)('%s', (title) => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...registered), {minLength: 1, maxLength: 3}), (spellings) => {
      const known = spellings.reduce((text, spelling) => spelling(text), title)
      const judgement = matchTitle({title}, {kind: 'paper', titles: [known]})
      expect(`${judgement.kind}: ${known}`).toMatch(/^(?:same|unsure): /)
    }),
    {numRuns: 400},
  )
})

test('two papers are told apart in every spelling', () => {
  const one = 'Momentum Contrast for Unsupervised Visual Representation Learning'
  fc.assert(
    fc.property(fc.constantFrom(...registered), (spelling) => {
      const other = spelling('Dense Depth Priors for Neural Radiance Fields from Sparse Input Views')
      expect(matchTitle({title: one}, {kind: 'paper', titles: [other]}).kind).toBe('other')
    }),
  )
})
