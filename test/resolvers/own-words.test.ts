/** Entries in a list's own words and language: they are not taken for the titles of other papers. */
import {describe, expect, test} from 'vitest'
import {mayBeTranslated} from '../../src/core/paper/language.ts'
import {type ListedPaper, looksLikeTitle, matchTitle, titleIndexOf} from '../../src/core/registry/match-title.ts'

const judge = (listed: ListedPaper, title: string, authors?: readonly string[]): string => {
  const judgement = matchTitle(listed, {kind: 'paper', titles: [title], ...(authors !== undefined && {authors})})
  return `${judgement.kind}${'isNear' in judgement ? ', to be searched for' : ''}`
}

describe('translations', () => {
  const scaling = 'Scaling Laws for Neural Language Models'

  test.for([
    'Skalierungsgesetze neuronaler Sprachmodelle',
    'Redes residuales profundas',
    'Wielkie modele językowe i halucynacje',
    'Suuret kielimallit ja päättely',
    'Beeldherkenning met transformers',
    'Bildsegmentierung ohne Labels',
    'Chưng cất tri thức mạng',
    'Model Bahasa Besar untuk Penerjemahan',
    'Verstärkendes Deep Learning Verfahren',
  ])('%s', (listed) => {
    expect(judge({title: listed}, scaling)).toMatch(/^unsure/)
  })

  test.for([
    ['Racial Disparities in Household Debt Collection by Courts', true],
    ['Quantization Beats Pruning', true],
    ['Optimal Sparse Decision Trees', true],
    ['Symmetry Breaking on Lattices', true],
    ['Training Transformers Twice', true],
    ['Angiotensin–Neprilysin Inhibition versus Enalapril in Heart Failure', true],
  ] as const)('%s is English', ([listed, isEnglish]) => {
    expect(mayBeTranslated(listed, 'Redes residuales profundas para variantes genéticas')).toBe(isEnglish)
    expect(judge({title: listed}, 'A Census of Alpine Lichens')).toBe('other')
  })

  test('of two titles without a telling word none is a translation', () => {
    expect(mayBeTranslated('Bailout Stigma Models', 'Binscatter Regressions')).toBe(false)
    expect(mayBeTranslated('A Study of Rail Networks', 'Binscatter Regressions')).toBe(false)
    expect(mayBeTranslated('A Study of Rail Networks', 'Bahnnetze für Züge')).toBe(true)
  })
})

test('a remark in brackets does not make a name a title', () => {
  expect(looksLikeTitle('Stable Diffusion (CompVis)')).toBe(false)
  expect(looksLikeTitle('Stable Diffusion Models of Snow (CompVis)')).toBe(true)
})

test('a short form is not another title', () => {
  const known = 'Instant Neural Graphics Primitives with a Multiresolution Hash Encoding'
  expect(judge({title: 'Instant NGP by Nvidia'}, known)).toBe('unsure, to be searched for')
  expect(judge({title: 'Instant SLAM by Nvidia'}, known)).toBe('other')
  expect(judge({title: 'A Primer on Graph Neural Networks'}, 'GNNs in Sixty Pages')).toBe('unsure, to be searched for')
})

test('a paper about what the entry is called is not another one', () => {
  const known = 'Are we ready for autonomous driving? The KITTI vision benchmark suite'
  const listed = {title: 'Stereo and flow recorded in Karlsruhe'}
  expect(judge({...listed, names: ['KITTI']}, known)).toBe('unsure, to be searched for')
  expect(judge({...listed, names: ['Middlebury']}, known)).toBe('other')
  const otherTitles = titleIndexOf(['Flow for Driving', 'Driving at Night', 'Depth for Driving', 'Driving in Rain'])
  expect(judge({...listed, names: ['Driving'], otherTitles}, known)).toBe('other')
})

describe('authors without a line of their own', () => {
  const lemons = 'The Market for “Lemons”: Quality Uncertainty and the Market Mechanism'
  const said = (title: string, text: string, ...authors: string[]): string => judge({title, text: () => text}, lemons, authors)

  test.for([
    ['Why used cars are cheap', 'Why used cars are cheap: [Akerlof (1970)](#)', ['George A. Akerlof']],
    ['Akerlof’s paper on used cars', '[Akerlof’s paper on used cars](#)', ['George A. Akerlof']],
    ['Why used cars are cheap', 'Why used cars are cheap ([Fox, Roe](#))', ['Ann Lee', 'Jo Roe', 'Vi Fox']],
  ] as const)('%s: %s', ([title, text, authors]) => {
    expect(said(title, text, ...authors)).toBe('unsure, to be searched for')
  })

  test('joined to a name', () => {
    expect(said('Lee–Roe equations of the squid axon', '', 'Ann Lee', 'Jo Roe')).toMatch(/^unsure/)
  })

  test.for([
    ['a word of the title', 'Lemon Fields at Night', '[Lemon Fields at Night](#)', ['Ann Fields']],
    ['one author of many', 'Why used cars are cheap', 'Why used cars are cheap (Roe)', ['Ann Lee', 'Jo Roe', 'Vi Fox']],
    ['a short name', 'Why used cars are cheap', 'He asks [why used cars are cheap](#)', ['Kaiming He']],
    ['no authors known', 'Why used cars are cheap', '[Akerlof](#)', []],
  ] as const)('not by %s', ([, title, text, authors]) => {
    expect(said(title, text, ...authors)).toBe('other')
  })
})
