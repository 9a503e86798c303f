/** A document that let go of its tree says the same as before. */
import {expect, test} from 'vitest'
import {type Document, documentOf} from '../../src/markdown/document.ts'
import {parse} from '../../src/markdown/tree/parse.ts'

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

test('a document that forgot its tree and entries has the same links, entries and tree', async () => {
  const document = documentOf(await parse(list), 'README.md')
  const {tree, entries, links} = document
  const papers = paperOf(document)
  const linksOfNodes = links.map(({node}) => document.linksAt(node))
  document.forget('tree')
  expect(document.entries).toBe(entries)
  expect(document.tree).not.toBe(tree)
  document.forget('entries')
  document.forget('tree')
  expect(document.entries).not.toBe(entries)
  expect(paperOf(document)).toEqual(papers)
  expect(document.entries.length).toBe(3)
  expect(document.tree.type(document.tables[0] ?? -1)).toBe('table')
  expect(document.links).toBe(links)
  expect(links.map(({node}) => document.linksAt(node))).toEqual(linksOfNodes)
})

test('a document with comments forgets nothing, as comments are read by their place in the tree', async () => {
  const document = documentOf(await parse(`${list}\n<!--lint disable no-dead-url-->\n`), 'README.md')
  const {tree, entries} = document
  document.forget('tree')
  document.forget('entries')
  expect(document.tree).toBe(tree)
  expect(document.entries).toBe(entries)
})
