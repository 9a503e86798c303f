/** What is wrong with a destination and how it is repaired, beyond the examples on the rules' pages. */
import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {rules} from '../rules/index.ts'
import {canonicalUrl, paperFormsOf, secureUrl, untracked} from '../src/core/link/canonical.ts'
import {looksLikeHost, meantHost} from '../src/core/link/host.ts'
import {retiredOf} from '../src/core/link/retired.ts'
import {malformationOf} from '../src/core/link/url.ts'
import {applyFixes} from '../src/fix.ts'
import {destinationText} from '../src/markdown/destination.ts'
import type {ParserName} from '../src/markdown/tree/parse.ts'
import {type RunRulesOptions, read, runRules} from '../src/run-rules.ts'
import {active, nowhere} from './helpers/active.ts'
import {cpuMsOf} from './helpers/cpu-time.ts'

const own: ReadonlySet<string> = new Set(
  (
    'no-malformed-url no-empty-url no-unparsed-link no-stray-bracket no-invalid-identifier consistent-paper-url no-insecure-url ' +
    'no-tracking-params no-missing-file no-retired-service'
  ).split(' '),
)
const unknown = (): undefined => undefined
const absent = (): boolean => false

function settings(parser: ParserName): RunRulesOptions {
  return {rules: active(rules.filter(({id}) => own.has(id))), surroundings: nowhere, parser}
}

async function findingsOf(source: string, parser: ParserName = 'satteri') {
  const options = settings(parser)
  const document = await read({path: 'README.md', source}, options)
  return runRules([document], options)[0]?.findings ?? []
}

describe('repairs', () => {
  test.for<[destination: string, expected: string | undefined, why: string]>([
    ['《https://arxiv.org/abs/2111.06377》', 'https://arxiv.org/abs/2111.06377', 'wrapped'],
    ['[[https://github.com/a/b]]', 'https://github.com/a/b', 'wrapped'],
    ['`https://github.com/a/b`', 'https://github.com/a/b', 'wrapped'],
    ['<https://github.com/a/b', 'https://github.com/a/b', 'wrapped'],
    ['https://github.com/a/b"', 'https://github.com/a/b', 'trailing'],
    ['https://github.com/a/b`).', 'https://github.com/a/b', 'trailing'],
    ['https://github.com/a/b。', 'https://github.com/a/b', 'trailing'],
    ['https//:github.com/a/b', 'https://github.com/a/b', 'scheme'],
    ['http//:github.com/a/b', 'http://github.com/a/b', 'scheme'],
    ['https;//github.com/a/b', 'https://github.com/a/b', 'scheme'],
    ['https: //github.com/a/b', 'https://github.com/a/b', 'scheme'],
    ['https://\u200bgithub.com/a/b', 'https://github.com/a/b', 'blank'],
    ['https:\\\\github.com\\a\\b', 'https://github.com/a/b', 'scheme'],
    ['htpps://github.com/a/b', 'https://github.com/a/b', 'scheme'],
    ['httpss://github.com/a/b', 'https://github.com/a/b', 'scheme'],
    ['htttps://github.com/a/b', 'https://github.com/a/b', 'scheme'],
    ['/https://github.com/a/b', 'https://github.com/a/b', 'doubled'],
    ['https://http://github.com/a/b', 'http://github.com/a/b', 'doubled'],
    ['https://github.com/https://github.com/a/b', 'https://github.com/a/b', 'doubled'],
    ['https://arxiv.org/abs/https://arxiv.org/abs/2111.06377', 'https://arxiv.org/abs/2111.06377', 'doubled'],
    ['github.com/a/b', 'https://github.com/a/b', 'no-scheme'],
    ['/arxiv.org/abs/2111.06377', 'https://arxiv.org/abs/2111.06377', 'no-scheme'],
    ['doi:10.1109/5.771073', 'https://doi.org/10.1109/5.771073', 'no-scheme'],
    ['https://arxiv.org/abs/2111.06377 https://github.com/a/b', 'https://arxiv.org/abs/2111.06377', 'glued'],
    ['https://arxiv.org/abs/ 2111.06377', 'https://arxiv.org/abs/2111.06377', 'blank'],
    ['https://arxiv.org/abs/2111.06377v', 'https://arxiv.org/abs/2111.06377', 'clinging'],
    ['https://arxiv.org/abs/2111.06377v2}', 'https://arxiv.org/abs/2111.06377v2', 'trailing'],
    ['https://github..com/a/b', 'https://github.com/a/b', 'host'],
    ['https://.github.com/a/b', 'https://github.com/a/b', 'host'],
    ['https://github/a/b', 'https://github.com/a/b', 'host'],
    ['https://www.gitub.com/a/b', 'https://github.com/a/b', 'host'],
    ['https://github.com:99999/a/b', undefined, 'host'],
    ['https://exa mple.edu/x', 'https://example.edu/x', 'host'],
    ['https://ex!ample.edu/x', undefined, 'host'],
    ['https://example.edu/%E4%BD%A0%E5%A5', undefined, 'escape'],
    ['https://…', undefined, 'placeholder'],
    ['{url}', undefined, 'placeholder'],
    ['A Simple Framework for Contrastive Learning', undefined, 'blank'],
  ])('%s', ([destination, expected, why]) => {
    const malformation = malformationOf(destination, absent)
    expect(malformation?.why).toBe(why)
    expect(malformation?.expected).toBe(expected)
    if (expected !== undefined) expect(malformationOf(expected, absent)).toBeUndefined()
  })

  test.for([
    '',
    '#',
    '#a%20b',
    '?tab=readme',
    'docs/index.html',
    'html/index.html',
    'tips/arxiv.org/x',
    'http/server.md',
    'v1.0/notes.md',
    'package.json',
    'img/My Figure.png',
    'sub dir/notes.md',
    '//github.com/a/b',
    'HTTPS://GitHub.com/a/b',
    'https://github.com/a/b?',
    'https://github.com/a/b#',
    'https://user:pass@example.edu:8080/x',
    'https://my_site.github.io/',
    'https://xn--r8jz45g.jp/',
    'https://example.edu/(a)/[b]/{c}',
    'https://example.edu/?filter[x]=1',
    'https://example.edu/a,b;c:d@e!f$g&h',
    'https://example.edu/?q=a+b.',
    'https://www.amazon.com/dp/1886529108/ref=sr_1_3?s=books&ie=UTF8',
    "https://example.edu/rubik's",
    'https://archive.ph/https://example.edu/x',
    'https://urldefense.com/v3/__https://scholar.google.com/x__',
    'https://example.edu/redirect?url=https%3A%2F%2Fexample.org',
    'https://example.edu/x?a=1,https://example.org/y',
    'https://cdn-images-1.medium.com/max/1600/1*NckW2hfg.png',
    'https://en.wikipedia.org/wiki/Who_Framed_Roger_Rabbit?',
    'https://en.wikipedia.org/wiki/Martin_Luther_King_Jr.',
    'https://github.com/a/b/compare/main...dev',
    'https://arxiv.org/abs/cs/0112017',
    'https://arxiv.org/pdf/2111.06377v3.pdf',
    'https://arxiv.org/list/cs.CV/recent?skip=0&show=25',
    'https://x.com/a/status/1',
    'mailto:a@example.edu?subject=a%20b',
    'javascript:void(0)',
  ])('lets %s through', (destination) => {
    expect(malformationOf(destination, unknown)).toBeUndefined()
  })

  test('a file that exists is a path, whatever it looks like', () => {
    const there = (path: string): boolean => path === 'arxiv.org/abs/2111.06377' || path === 'link' || path === '10.1109/5.771073'
    for (const path of ['arxiv.org/abs/2111.06377', 'link', '10.1109/5.771073']) expect(malformationOf(path, there)).toBeUndefined()
  })

  test('only a bare address ends at running text', () => {
    const destination = 'https://zh.example.cn/a（机器学习）'
    expect(malformationOf(destination, unknown)).toBeUndefined()
    expect(malformationOf(destination, unknown, true)).toMatchObject({expected: 'https://zh.example.cn/a', rest: '（机器学习）'})
  })

  test('long destinations are left alone', () => {
    expect(malformationOf(`[https://example.edu/${'x'.repeat(5000)}]`, unknown)).toBeUndefined()
  })
})

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'.split('')
const name = fc.array(fc.constantFrom(...letters), {minLength: 1, maxLength: 8}).map((characters) => `a${characters.join('')}`)
const paper = fc
  .tuple(fc.integer({min: 15, max: 25}), fc.integer({min: 1, max: 12}), fc.integer({min: 1, max: 99_999}), fc.constantFrom('abs', 'pdf'))
  .map(([year, month, number, form]) => `https://arxiv.org/${form}/${year}${`${month}`.padStart(2, '0')}.${`${number}`.padStart(5, '0')}`)
const address = fc.oneof(
  paper,
  fc.tuple(name, name).map(([owner, repository]) => `https://github.com/${owner}/${repository}`),
  fc.tuple(name, name).map(([host, page]) => `https://${host}.github.io/${page}/`),
  fc.tuple(name, name).map(([host, page]) => `https://www.${host}.edu/${page}.html`),
)
/** Ways to break an address that leave no doubt about what it was. */
const damages: readonly ((url: string) => string)[] = [
  (url) => `[${url}]`,
  (url) => `<${url}>`,
  (url) => `"${url}"`,
  (url) => `**${url}**`,
  (url) => `[${url}`,
  (url) => `${url}]`,
  (url) => `${url},`,
  (url) => `%20${url}`,
  (url) => url.replace('://', '//'),
  (url) => url.replace('://', ':/'),
  (url) => url.replace('://', ':///'),
  (url) => url.replace('://', '：//'),
  (url) => url.replace('https', 'htps'),
  (url) => url.replace('https', 'hhttps'),
  (url) => url.replace('https', 'ttps'),
  (url) => `https://${url}`,
  (url) => `https//${url}`,
  (url) => `${url}${url}`,
  (url) => `${url}%20${url}`,
  (url) => `[paper](${url})`,
]

describe('for any address', () => {
  test('nothing is reported for an intact one', () => {
    fc.assert(
      fc.property(address, fc.boolean(), (url, bare) => {
        expect(malformationOf(url, absent, bare)).toBeUndefined()
      }),
    )
  })

  test('each kind of damage is undone', () => {
    fc.assert(
      fc.property(address, fc.constantFrom(...damages), (url, damage) => {
        expect(malformationOf(damage(url), absent)).toMatchObject({expected: url, fixable: true})
      }),
      {numRuns: 500},
    )
  })

  test('two kinds of damage are undone together', () => {
    fc.assert(
      fc.property(address, fc.constantFrom(...damages.slice(0, 6)), fc.constantFrom(...damages.slice(8, 17)), (url, outer, inner) => {
        expect(malformationOf(outer(inner(url)), absent)?.expected).toBe(url)
      }),
      {numRuns: 300},
    )
  })
})

describe('for any text', () => {
  const pieces = fc.constantFrom(
    'https://',
    'http:',
    'arxiv.org/abs/2111.06377',
    'github.com/a/b',
    '[',
    '](',
    ')',
    ' ',
    '%20',
    '%',
    '\\',
    '.',
    ',',
    '：',
    '论',
    '"',
    '*',
    '#',
    '?',
    '&',
    '=',
    '@',
    ':',
    '/',
    'www.',
    'x',
  )
  const text = fc.array(fc.oneof(pieces, fc.string({maxLength: 3})), {maxLength: 12}).map((parts) => parts.join(''))

  test('a repair is final: it needs no second one', () => {
    fc.assert(
      fc.property(text, fc.boolean(), (destination, bare) => {
        const malformation = malformationOf(destination, unknown, bare)
        if (malformation?.expected === undefined) return
        expect(malformationOf(malformation.expected, unknown, bare)?.expected).toBeUndefined()
      }),
      {numRuns: 3000},
    )
  })

  test('what is written as a destination is read as the same URL', async () => {
    await fc.assert(
      fc.asyncProperty(text, async (url) => {
        const {links} = await read({path: 'a.md', source: '[a](b)'}, settings('satteri'))
        const [link] = links
        if (link === undefined) throw new Error('no link')
        const {links: again} = await read(
          {path: 'a.md', source: `[a](${destinationText(link, `https://example.edu/${url}`)})`},
          settings('satteri'),
        )
        const plain = (address: string | undefined): string | undefined =>
          address?.replace(/%(20|09|0A|0D|0B|0C|28|29|3C|3E|5C|7C)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
        expect(plain(again[0]?.url)).toBe(plain(`https://example.edu/${url}`))
      }),
    )
  })

  test.for<ParserName>(['satteri', 'remark'])('fixing a list once is enough, and leaves nothing fixable (%s)', async (parser) => {
    const link = fc
      .tuple(
        address,
        fc.constantFrom((url: string) => url, ...damages),
      )
      .map(([url, damage]) => `- MoCo [[Paper](<${damage(url).replace(/[<>]/g, '')}>)]\n`)
    await fc.assert(
      fc.asyncProperty(fc.array(link, {minLength: 1, maxLength: 8}), async (lines) => {
        const source = lines.join('')
        const fixed = applyFixes(source, await findingsOf(source, parser))
        const left = await findingsOf(fixed, parser)
        expect(left).toEqual([])
      }),
      {numRuns: 60},
    )
  })
})

describe('hosts', () => {
  test.for([
    ['gihub.com', 'github.com'],
    ['github.con', 'github.com'],
    ['www.guthub.com', 'github.com'],
    ['arvix.org', 'arxiv.org'],
    ['arxiv.og', 'arxiv.org'],
    ['arxivorg', 'arxiv.org'],
    ['openreveiw.net', 'openreview.net'],
    ['huggingface.com', undefined],
    ['github.com', undefined],
    ['biorxiv.org', undefined],
    ['rxiv.org', undefined],
    ['gitlab.com', undefined],
    ['es.wikipedia.org', undefined],
    ['example.edu', undefined],
  ])('%s means %s', ([host, expected]) => {
    expect(meantHost(host ?? '')).toBe(expected)
  })

  test('files and folders are not hosts', () => {
    for (const path of ['README.md', 'run.pl', 'a.b', 'notes.zip', 'node.js', 'v1.0', 'x', '.github', 'a..com'])
      expect(looksLikeHost(path)).toBe(false)
    for (const host of ['arxiv.org', 'a.edu', 'cs.cmu.edu', 'foo.ac.uk', 'me.github.io', 'proceedings.mlr.press'])
      expect(looksLikeHost(host)).toBe(true)
  })
})

describe('canonical forms', () => {
  const link = (url: string, text = 'Paper'): {address: string; text: string; image: boolean} => ({address: url, text, image: false})

  test('the majority decides, a tie goes to the abstract', () => {
    expect(paperFormsOf([])).toEqual({arxiv: 'abs', suffix: false, openreview: 'forum'})
    const pdf = link('https://arxiv.org/pdf/2111.06377.pdf')
    expect(paperFormsOf([pdf, link('https://arxiv.org/abs/2111.06377')])).toMatchObject({arxiv: 'abs'})
    expect(paperFormsOf([pdf, link('https://arxiv.org/pdf/2111.06377'), pdf])).toMatchObject({arxiv: 'pdf', suffix: true})
    expect(paperFormsOf([{...pdf, image: true}])).toMatchObject({arxiv: 'abs', suffix: false})
  })

  test('a URL is secured, untracked and given its form at once', () => {
    const forms = paperFormsOf([])
    expect(canonicalUrl(link('http://www.arxiv.org/pdf/2111.06377v2.pdf?utm_source=x'), forms)).toBe('https://arxiv.org/abs/2111.06377v2')
    expect(canonicalUrl(link('http://github.com/a/b?utm_source=x&tab=y#z'), forms)).toBe('https://github.com/a/b?tab=y#z')
    expect(canonicalUrl(link('http://example.edu/x'), forms)).toBe('http://example.edu/x')
  })

  test('a canonical URL stays as it is', () => {
    fc.assert(
      fc.property(address, (url) => {
        const forms = paperFormsOf([link(url)])
        expect(canonicalUrl(link(url), forms)).toBe(url)
      }),
    )
  })

  test('only known hosts are said to serve https', () => {
    expect(secureUrl('http://richzhang.github.io/colorization/')).toBe('https://richzhang.github.io/colorization/')
    expect(secureUrl('http://github.io.example.edu/')).toBeUndefined()
    expect(secureUrl('https://github.com/')).toBeUndefined()
    expect(secureUrl('http://github.com:80/')).toBeUndefined()
  })

  test('the rest of a query keeps its order and its separators', () => {
    expect(untracked('example.edu', 'a=1&amp;utm_id=2&amp;b=3')).toEqual({tracking: ['utm_id=2'], query: '?a=1&amp;b=3'})
    expect(untracked('example.edu', 'utm_id=2')).toEqual({tracking: ['utm_id=2'], query: ''})
    expect(untracked('youtube.com', 't=1')).toBeUndefined()
    expect(untracked('x.com', 't=1')).toEqual({tracking: ['t=1'], query: ''})
  })

  test('a service has ended as a whole, or for one path', () => {
    expect(retiredOf('https://code.google.com/p/beliefbox')).toMatchObject({replacement: 'https://code.google.com/archive/p/beliefbox'})
    expect(retiredOf('https://code.google.com/archive/p/beliefbox')).toBeUndefined()
    expect(retiredOf('https://github.com/paperswithcode/x')).toBeUndefined()
  })
})

test('an attribute without quotes ends at its tag', async () => {
  const source = 'see <b><a href=https://github.com/atfortes/Bench>Bench</a></b> for more'
  const {links} = await read({path: 'a.md', source}, settings('satteri'))
  expect(links.map(({url}) => url)).toEqual(['https://github.com/atfortes/Bench'])
  expect(await findingsOf(source)).toEqual([])
})

test('hostile destinations cost no more than honest ones', async () => {
  const hostile = ['%20', ')]', '[', '](', 'https://', '\\', 'a.', '%E4', '://', '，']
  const source = hostile
    .map((piece) => `[a](<https://${piece.repeat(1000).slice(0, 4000)}x>)\n\n`)
    .join('')
    .repeat(4)
  // Measured at 60 ms; quadratic expressions took minutes.
  expect(await cpuMsOf(() => findingsOf(source))).toBeLessThan(5000)
})
