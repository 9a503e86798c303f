/** A document whose tree was let go of says the same as before. */
import {expect, test} from 'vitest'
import {type Document, documentOf} from '../../src/markdown/document.ts'
import {lightened} from '../../src/markdown/lightened.ts'
import {parse} from '../../src/markdown/parse.ts'

const list = `# Papers

## Vision
- **A Simple Framework** (ICML 2020) [[paper]](https://arxiv.org/abs/2002.05709) [[code]](https://github.com/google-research/simclr)
- Momentum Contrast. CVPR 2020. [[pdf]](https://arxiv.org/pdf/1911.05722)

| Title | Link |
| --- | --- |
| Bootstrap | <a href="https://arxiv.org/abs/2006.07733">paper</a> |
`

const paperOf = ({entries}: Document): unknown =>
  entries.map(({kind, title, year, links}) => [kind, title?.text, title?.start, year, links.map(({role, link}) => [role, link.url])])

test('a lightened document has the same links, entries and tree', async () => {
  const document = documentOf(await parse(list), 'README.md')
  const light = lightened(document)
  expect(light).not.toBe(document)
  expect(light.links).toEqual(document.links)
  expect(paperOf(light)).toEqual(paperOf(document))
  expect(light.entries.length).toBe(3)
  expect(light.tree.type(light.tables[0] ?? -1)).toBe('table')
  for (const {node} of light.links) {
    expect(light.linksAt(node)).toEqual(document.linksAt(node))
    expect(light.htmlAt(node)).toEqual(document.htmlAt(node))
  }
})

test('a document with comments stays as it is, as comments are judged by their place in the tree', async () => {
  const document = documentOf(await parse(`${list}\n<!--lint disable no-dead-url-->\n`), 'README.md')
  expect(lightened(document)).toBe(document)
})
