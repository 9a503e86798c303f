/** Which destinations are asked about over the network. */
import {expect, test} from 'vitest'
import {read} from '../src/run-rules.ts'
import {surroundingsOn} from '../src/surroundings.ts'
import {verdictsOf} from '../src/verdicts.ts'

async function targetsIn(source: string): Promise<readonly string[]> {
  const options = {rules: [], surroundings: surroundingsOn('/', false, new Date(0))}
  return verdictsOf([await read({path: 'README.md', source}, options)])
    .targets()
    .map(({url}) => url)
}

test('a URL that stands in several places is asked about once', async () => {
  expect(await targetsIn('[A](https://a.org/x), [B](https://a.org/x) and ![C](https://a.org/x)')).toEqual(['https://a.org/x'])
})

test.for(['![A](https://a.org/x) [B](https://a.org/x)', '[B](https://a.org/x) ![A](https://a.org/x)'])(
  'what is shown as a picture anywhere has to be one: %s',
  async (source) => {
    const options = {rules: [], surroundings: surroundingsOn('/', false, new Date(0))}
    const [target] = verdictsOf([await read({path: 'README.md', source}, options)]).targets()
    expect(target?.context).toBe('image')
  },
)

test('a paper’s file has the title of its page', async () => {
  const [page, file] = ['https://openreview.net/forum?id=tcbBPnfwxS', 'https://openreview.net/pdf?id=tcbBPnfwxS']
  const source = `- **A Title of Some Words** [[Paper](${page})] [[PDF](${file})] [[Code](https://github.com/o/r)]`
  const options = {rules: [], surroundings: surroundingsOn('/', false, new Date(0))}
  const {titleOf} = verdictsOf([await read({path: 'README.md', source}, options)])
  expect([page, file, 'https://github.com/o/r'].map(titleOf)).toEqual(['A Title of Some Words', 'A Title of Some Words', undefined])
})

test('blanks and lone percent signs are asked about, as browsers send them', async () => {
  expect(await targetsIn('[A](<https://a.org/my paper.html>) [B](https://a.org/100%-accuracy) [C](https://a.org/cut%)')).toEqual([
    'https://a.org/my paper.html',
    'https://a.org/100%-accuracy',
    'https://a.org/cut%',
  ])
})

test('what no browser could open, and what lies beside the list, is not asked about', async () => {
  expect(await targetsIn('[A](https//a.org/x) [B](paper.pdf) [C](#section) [D](https://https://a.org/x)')).toEqual([])
})

test('so is what clings to an address, and a host that looks wrong', async () => {
  expect(await targetsIn('[A](https://a.org/x.) [B](https://a..org/x) [C](https://a.org/paper.)')).toEqual([
    'https://a.org/x.',
    'https://a..org/x',
    'https://a.org/paper.',
  ])
})

test('a definition is asked about where something refers to it, and of two with one label the first', async () => {
  const source =
    '[A][used] and [B][]\n\n[used]: https://a.org/used\n[unused]: https://a.org/unused\n[b]: https://a.org/b\n[b]: https://a.org/never'
  expect(await targetsIn(source)).toEqual(['https://a.org/used', 'https://a.org/b'])
})
