/**
 * Shapes of lists on which some step once took the square or the cube of the size. Each is so large that such a step takes minutes or hours;
 * the linter needs seconds, and the bound is far above them, as machines differ and are busy.
 */
import {describe, expect, test} from 'vitest'
import {folder, isLinted, run} from '../helpers/program.ts'

const times = (count: number, textOf: (index: number) => string): string =>
  Array.from({length: count}, (_, index) => textOf(index)).join('')
/** Words without digits, another for each number. */
const word = (index: number): string => [...String(index)].map((digit) => 'abcdefghij'[Number(digit)]).join('')
const paper = 'https://arxiv.org/abs/2101.00001'

// One after the other: side by side they would share the time that each has.
describe('in linear time', () => {
  test.for<[string, () => string]>([
    ['a heading and short paragraphs', () => `# List\n\n${'x\n\n'.repeat(40_000)}`],
    ['one HTML block of links', () => `<p>\n${times(20_000, (at) => `<a href="https://example.edu/${at}">page ${at}</a>\n`)}</p>\n`],
    [
      'one HTML block of papers',
      () => `<p>\n${times(12_000, (at) => `<a href="${paper}">Sorting Mail by Its Handwriting ${word(at)}</a><br>\n`)}</p>\n`,
    ],
    ['one HTML block of comments', () => `<p>\n${'text <!-- note --> <b>bold</b>\n'.repeat(30_000)}</p>\n`],
    ['one id under many titles', () => times(6000, (at) => `- [Alpha${at} beta${at} gamma${at} delta${at}](${paper})\n`)],
    [
      'one page of many papers',
      () =>
        times(6000, (at) => {
          const id = `2101.${String(at + 10_000)}`
          return `- [Alpha${at} beta${at} gamma${at} delta${at}](https://arxiv.org/abs/${id}) [[page](https://example.edu/page)]\n`
        }),
    ],
    ['one template line again and again', () => '- Title of the paper [paper](url)\n'.repeat(12_000)],
    [
      'broken anchors and headings',
      () => times(1900, (at) => `## heading number ${word(at + 1000)}\n\n[see](#heading-numberx-${word(at * 3 + 1000)})\n\n`),
    ],
    ['directives and findings', () => '<!-- paperlint-disable-line no-insecure-url -->\n\n[a](http://github.com/a/b)\n\n'.repeat(16_000)],
    ['one directive above the other', () => `${'<!-- paperlint-disable-next-line -->\n'.repeat(100_000)}text\n`],
    ['`ignore` again and again', () => '<!--lint ignore no-insecure-url-->\n\ntext\n\n'.repeat(12_000)],
    ['a bullet of 200,000 pieces on its second line', () => `- text\n  ${'`a` b '.repeat(100_000)}\n`],
    ['blanks before a bare address', () => `- x${' '.repeat(10_000)}. ${paper}\n`],
    ['blanks within a bold bracket', () => `- **[${'\u00a0'.repeat(3900)}x** [paper](${paper})\n`],
    ['a picture with commas for addresses', () => `<img srcset="${','.repeat(200_000)}">\n`],
    ['a cell of dashes', () => `| Name | Paper |\n| --- | --- |\n| ${'-'.repeat(200_000)} a | [a](${paper}) |\n`],
    [
      'bare addresses right before bars, in a table and above it',
      () => `${`${paper}\n`.repeat(20_000)}\na|b\n-|-\n${`${paper}|${paper}|\n`.repeat(10_000)}${'www.'.repeat(50_000)}|x\n`,
    ],
    ['brackets that nothing closes', () => times(20_000, (at) => `[[a](https://example.edu/${at}) `)],
    ['a title of quotes', () => `- [a${'"'.repeat(100_000)}x y z](${paper})\n`],
    ['a DOI with brackets behind it', () => `- [a](https://doi.org/10.1234/a${'%5D'.repeat(100_000)})\n`],
    ['a heading of colons', () => `# List\n\n## ${'a:'.repeat(100_000)}x\n\n## Next\n\ntext\n`],
    ['one comment that names many rules', () => `<!-- paperlint-disable-line ${'no-dead-url no-such '.repeat(20_000)}-->\n`],
    ['one comment of many words', () => `<!-- paperlint-disable-line ${times(30_000, (at) => `w${at} `)}-->\n`],
    ['a DOI with endings behind it', () => `- [a](https://example.org/doi/10.1234/a${'/pdf'.repeat(150_000)}x)\n`],
    ['an address of closing brackets', () => `- [a](<https://example.org/${')'.repeat(150_000)}>)\n`],
    ['links after Chinese text on one line', () => `${`日https://example.org/日 `.repeat(30_000)}\n`],
    ['many people before a title', () => `- ${'Doe, J. and '.repeat(80)}Roe, A. A Title of Some Words [paper](${paper})\n`],
    ['a name of plus signs', () => `- **Net${'+'.repeat(60)}x**: [A Title of Words](${paper})\n- **Net**: [Another Title](${paper})\n`],
    ['a name of digits', () => `- **Net${'0'.repeat(60)}x**: [A Title of Words](${paper})\n- **Net**: [Another Title](${paper})\n`],
    ['styles within styles', () => `- ${'*'.repeat(9000)}a${'*'.repeat(9000)} [paper](${paper})\n`],
    ['styles within styles, line by line', () => `- ${'*a **b\n  '.repeat(5000)}x ${'c** d*\n  '.repeat(5000)}[paper](${paper})\n`],
  ])('%s', {timeout: 60_000}, async ([, listOf]) => {
    const ended = await run(['--offline', '--format', 'json'], {cwd: folder({'README.md': listOf()})})
    expect(ended).toSatisfy(isLinted)
  })
})
