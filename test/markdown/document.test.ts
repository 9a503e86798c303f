/** What is read from a document: links with their exact places, headings' fragments, comments; from any text, in bounded time. */
import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {type Document, documentOf} from '../../src/markdown/document.ts'
import {fragmentTarget} from '../../src/markdown/fragments.ts'
import {type ParserName, parse} from '../../src/markdown/tree/parse.ts'
import {cpuMsOf} from '../helpers/cpu-time.ts'

const parsers = ['satteri', 'remark'] as const

async function read(source: string, parser: ParserName): Promise<Document> {
  return documentOf(await parse(source, parser), 'README.md')
}

/** Kind, URL, visible text and the source text at the target of every link. */
function linksOf({links, source}: Document): string[][] {
  return links.map(({kind, url, text, target}) => [kind, url, text, source.slice(target.start, target.end)])
}

describe.for(parsers)('links (%s)', (parser) => {
  test.for<[name: string, source: string, links: string[][]]>([
    ['plain', '[a](b)', [['link', 'b', 'a', 'b']]],
    ['blanks around', '[a](  b  )', [['link', 'b', 'a', 'b']]],
    ['a title', '[a](b "c) d")', [['link', 'b', 'a', 'b']]],
    [
      'a title in brackets',
      "[a](b (c)) [d](e 'f\"g')",
      [
        ['link', 'b', 'a', 'b'],
        ['link', 'e', 'd', 'e'],
      ],
    ],
    ['an empty title', '[a](b "")', [['link', 'b', 'a', 'b']]],
    ['angle brackets', '[a](<b c> "d")', [['link', 'b c', 'a', 'b c']]],
    [
      'nothing',
      '[a]() [b](<>)',
      [
        ['link', '', 'a', ''],
        ['link', '', 'b', ''],
      ],
    ],
    ['brackets inside', '[a](b_(c(d)))', [['link', 'b_(c(d))', 'a', 'b_(c(d))']]],
    ['escapes', '[a](b\\)c\\_d)', [['link', 'b)c_d', 'a', 'b\\)c\\_d']]],
    ['entities', '[a &lt; b](https://c.org?d=1&amp;e=2)', [['link', 'https://c.org?d=1&e=2', 'a < b', 'https://c.org?d=1&amp;e=2']]],
    ['wrapped in brackets', '[CODE]([https://github.com/a/b])', [['link', '[https://github.com/a/b]', 'CODE', '[https://github.com/a/b]']]],
    ['a label with brackets, code and emphasis', '[[a]*b* `](` c](d)', [['link', 'd', '[a]b ]( c', 'd']]],
    ['a label with an escaped bracket', '[\\[a\\]](b)', [['link', 'b', '[a]', 'b']]],
    ['an image', '![a [b] `](`](c "d")', [['image', 'c', 'a [b] ](', 'c']]],
    [
      'a picture in a link',
      '[![a](b)](c)',
      [
        ['link', 'c', 'a', 'c'],
        ['image', 'b', 'a', 'b'],
      ],
    ],
    [
      'two pictures in a link',
      '[![a](b) ![c](d)](e)',
      [
        ['link', 'e', 'a c', 'e'],
        ['image', 'b', 'a', 'b'],
        ['image', 'd', 'c', 'd'],
      ],
    ],
    ['over lines', '[a\nb](\nc\n"d")', [['link', 'c', 'a\nb', 'c']]],
    ['over lines in a quote', '> [a](\n> b\n> "c")', [['link', 'b', 'a', 'b']]],
    ['in a table', '| a |\n|---|\n| [b \\| c](d\\|e) |', [['link', 'd|e', 'b | c', 'd\\|e']]],
    [
      'angle autolinks',
      '<https://a.org/b> <c@d.org>',
      [
        ['autolink', 'https://a.org/b', 'https://a.org/b', 'https://a.org/b'],
        ['autolink', 'mailto:c@d.org', 'c@d.org', 'c@d.org'],
      ],
    ],
    [
      'bare addresses',
      '(https://a.org/b). www.c.org, d@e.org',
      [
        ['autolink', 'https://a.org/b', 'https://a.org/b', 'https://a.org/b'],
        ['autolink', 'http://www.c.org', 'www.c.org', 'www.c.org'],
        ['autolink', 'mailto:d@e.org', 'd@e.org', 'd@e.org'],
      ],
    ],
    [
      'a bare address after escapes',
      '\\*a &amp; **b** https://c.org/?d=1&e=2',
      [['autolink', 'https://c.org/?d=1&e=2', 'https://c.org/?d=1&e=2', 'https://c.org/?d=1&e=2']],
    ],
    [
      'definitions and references',
      '[a][b] [c][] [d] ![e][b]\n\n[b]: f "g"\n[c]:\n  <h i>\n[d]: j',
      [
        ['reference', 'f', 'a', '[a][b]'],
        ['reference', 'h i', 'c', '[c][]'],
        ['reference', 'j', 'd', '[d]'],
        ['reference', 'f', 'e', '![e][b]'],
        ['definition', 'f', 'b', 'f'],
        ['definition', 'h i', 'c', 'h i'],
        ['definition', 'j', 'd', 'j'],
      ],
    ],
    [
      'the first of two definitions',
      '[a]\n\n[a]: b\n[A]: c',
      [
        ['reference', 'b', 'a', '[a]'],
        ['definition', 'b', 'a', 'b'],
        ['definition', 'c', 'a', 'c'],
      ],
    ],
    ['a definition with an escaped bracket', '[a\\]:b]: c', [['definition', 'c', 'a\\]:b', 'c']]],
    ['a definition in a quote', '> [a]:\n> b', [['definition', 'b', 'a', 'b']]],
    ['in code and front matter', '---\na: "[b](c)"\n---\n`[d](e)`\n\n    [f](g)', []],
    ['in a comment', '<!-- [a](b) <a href="c"> -->', []],
    ['HTML', '<a href="b">c <b>d</b></a> e', [['html', 'b', 'c d', 'b']]],
    [
      'the pictures of a set, and of a film',
      '<img srcset="a.png, b,c.png 2x,\td.png 300w" alt=e> <video poster="f.png"></video>',
      [
        ['html', 'a.png', 'e', 'a.png'],
        ['html', 'b,c.png', 'e', 'b,c.png'],
        ['html', 'd.png', 'e', 'd.png'],
        ['html', 'f.png', '', 'f.png'],
      ],
    ],
    [
      'HTML without quotes',
      "<a href=b><img src='c' alt=d></a>",
      [
        ['html', 'b', '', 'b'],
        ['html', 'c', 'd', 'c'],
      ],
    ],
    [
      'HTML with entities',
      '<a title="&quot;" href="&#104;ttps://a.org/?b=1&amp;c=2&gt;">d</a>',
      [['html', 'https://a.org/?b=1&c=2>', 'd', '&#104;ttps://a.org/?b=1&amp;c=2&gt;']],
    ],
    [
      'HTML over lines',
      '<a\n  class="x"\n  href = "https://a.org/\n  b">c</a>',
      [['html', 'https://a.org/  b', 'c', 'https://a.org/\n  b']],
    ],
    ['HTML over lines in a quote', '> <a\n> href="b">c</a>', [['html', 'b', 'c', 'b']]],
    [
      'HTML of a picture in Markdown',
      '[<img src="a">](b)',
      [
        ['link', 'b', '', 'b'],
        ['html', 'a', '', 'a'],
      ],
    ],
    [
      'attributes without a value',
      '<a href>b</a> <a href="">c</a>',
      [
        ['html', '', 'b', ''],
        ['html', '', 'c', ''],
      ],
    ],
    ['HTML of a table', '<table><tr><td><a href="a">b</a></td></tr></table>', [['html', 'a', 'b', 'a']]],
    [
      'beyond U+FFFF',
      '🤖 [𝒜](b/🤖) 𝒞 <a href="🤖/c">d</a>',
      [
        ['link', 'b/🤖', '𝒜', 'b/🤖'],
        ['html', '🤖/c', 'd', '🤖/c'],
      ],
    ],
  ])('%s', async ([, source, expected]) => {
    expect(linksOf(await read(source, parser))).toEqual(expected)
    const windows = await read(source.replaceAll('\n', '\r\n'), parser)
    const read2 = linksOf(windows).map((link) => link.map((text) => text.replaceAll('\r\n', '\n')))
    expect(read2).toEqual(expected)
  })

  test('stand where their nodes start, as in unist', async () => {
    const {links, lines} = await read('- a [b](c) https://d.org\n- <a href="e">f</a>\n', parser)
    expect(links.map(({start}) => lines.pointAt(start))).toEqual([
      {line: 1, column: 5},
      {line: 1, column: 12},
      {line: 2, column: 12},
    ])
  })

  test('are found after a byte order mark and next to broken surrogates', async () => {
    for (const source of ['\ufeff# a\n[b](c)', 'a \ud83e b \udd16 [b](c) \ud83e', '\0[b](c)\0']) {
      expect(linksOf(await read(source, parser))).toEqual([['link', 'c', 'b', 'c']])
    }
  })

  test('any destination is found again at its target', async () => {
    const destination = fc.stringMatching(/^[a-z/.:?=&%~+_*!$,;'"@#-]{1,30}$/).filter((text) => !/[&]|^['"]/.test(text))
    const text = fc.stringMatching(/^[A-Za-z0-9 .,:&-]{1,20}$/).filter((words) => words.trim() !== '')
    await fc.assert(
      fc.asyncProperty(destination, text, fc.constantFrom('', ' "t"', " 't)'", ' (t)'), async (url, label, title) => {
        const {links, source} = await read(`x [${label}](${url}${title}) y`, parser)
        const link = links.find(({kind}) => kind === 'link')
        expect(link && source.slice(link.target.start, link.target.end)).toBe(url)
        expect(link?.url).toBe(url)
      }),
      {seed: 5, numRuns: 200},
    )
  })
})

describe.for(parsers)('headings (%s)', (parser) => {
  // Fragments as github.com makes them.
  test.for<[source: string, slugs: string[]]>([
    ['# Contrastive & Distillation Learning', ['contrastive--distillation-learning']],
    ['# 🤖 Robots\n# ⚙️ Set-up', ['-robots', '️-set-up']],
    ['# :rocket: Start', ['rocket-start']],
    ['# Awesome ![badge](x.svg)\n# ![only](x.svg)', ['awesome-', '']],
    ['# The `parse()` function, *emphasised*, [linked](x)', ['the-parse-function-emphasised-linked']],
    ['# A\n# A\n# A-1\n# A', ['a', 'a-1', 'a-1-1', 'a-2']],
    ['# 目录（一）', ['目录一']],
    ['# snake_case & ÜBER-große', ['snake_case--über-große']],
    ['# a &amp; b &lt;c&gt;', ['a--b-c']],
    ['# a <b>c</b><br>d <!-- e -->', ['a-cd-']],
    ['a\nb\n===', ['ab']],
    ['#    spaced    ###', ['spaced']],
  ])('%s', async ([source, slugs]) => {
    expect((await read(source, parser)).headings.map(({slug}) => slug)).toEqual(slugs)
  })

  test('of HTML, ids, names and footnotes can be linked to, whatever the case', async () => {
    const source =
      '<h1 align="center">\n  Title &amp; <i>more</i>\n</h1>\n\n# Other\n<a name="Anchor"></a><p id="Пример"></p>\n\n<h2>In\n\n`code` text\n\n</h2>\n\na[^1]\n\n[^1]: b'
    const {fragments} = await read(source, parser)
    for (const fragment of ['title--more', 'ANCHOR', 'user-content-anchor', '%D0%9F%D1%80%D0%B8%D0%BC%D0%B5%D1%80', 'fn-1', 'top', '']) {
      expect(fragmentTarget(fragments, fragment), fragment).toBeDefined()
    }
    expect(fragmentTarget(fragments, 'anchor')).toBe(source.indexOf('<a name'))
    expect(fragmentTarget(fragments, 'titl')).toBeUndefined()
    expect(fragmentTarget(fragments, '%E0%A4%A')).toBeUndefined()
  })
})

test.for(parsers)('comments are found in blocks, text and cells, unclosed ones too (%s)', async (parser) => {
  const {comments} = await read('<!-- a -->\n\nb <!-- c --> d\n\n| e |\n|---|\n| <!--f--> |\n\n<!-- g', parser)
  expect(comments.map(({value}) => value)).toEqual(['<!-- a -->', '<!-- c -->', '<!--f-->', '<!-- g'])
})

describe('hostile input', () => {
  const repeated: Record<string, string> = {
    'nested quotes': `${'> '.repeat(10_000)}[a](b)`,
    'nested lists': Array.from({length: 2000}, (_, depth) => `${' '.repeat(depth * 2)}- a`).join('\n'),
    'open brackets': '['.repeat(50_000),
    'open pictures': '!['.repeat(25_000),
    'open links': '[a]('.repeat(20_000),
    'nested emphasis': `${'*'.repeat(5000)}a${'*'.repeat(5000)}`,
    asterisks: '*'.repeat(100_000),
    'half emphasis': '*a **b '.repeat(20_000),
    backticks: Array.from({length: 500}, (_, length) => '`'.repeat(length)).join(' '),
    'open tags': '<a href="b">c '.repeat(20_000),
    'open comments': '<!-- '.repeat(20_000),
    pictures: `<p>${'<img src="a" alt="b">'.repeat(20_000)}</p>`,
    'one line of 5 MB': 'word '.repeat(1_000_000),
    'one word of 5 MB': 'a'.repeat(5_000_000),
    columns: `|${'a|'.repeat(20_000)}\n|${'-|'.repeat(20_000)}\n|${'b|'.repeat(20_000)}`,
    references: `${'[a] '.repeat(20_000)}\n\n[a]: b`,
    'equal headings': '# a\n'.repeat(10_000),
    'ids and fragments': '<a id="b"></a>\n[c](#d)\n'.repeat(10_000),
  }

  test.for(Object.entries(repeated))('%s', async ([, source]) => {
    let document: Document | undefined
    // The slowest takes a tenth of this; anything quadratic takes minutes.
    expect(await cpuMsOf(async () => (document = await read(source, 'satteri')))).toBeLessThan(10_000)
    expect(document?.source).toBe(source)
  })

  // remark itself takes minutes where lists nest thousands deep or thousands of brackets are closed.
  test.for(['nested quotes', 'open brackets', 'open pictures', 'asterisks', 'open comments'])('%s, with remark', async (name) => {
    const source = repeated[name] ?? ''
    expect((await read(source, 'remark')).source).toBe(source)
  })
})
