/** The `citation_*` tags in which pages describe their papers. Source: Google Scholar's inclusion guidelines for webmasters. */
import {getOrInsert} from '../core/collection/get-or-insert.ts'
import {givenNameFirst} from '../core/paper/people.ts'
import type {PaperFacts} from '../core/registry/resolver.ts'
import {createHtmlReader} from '../core/text/html.ts'
import {oneLine, plainTitle, textAt} from './reply.ts'

/** What a page says about its paper; undefined for a page without such tags. */
export function citationOf(html: string): PaperFacts | undefined {
  const values = new Map<string, string[]>()
  const parser = createHtmlReader({
    onopentag(name, attributes) {
      const key = name === 'meta' ? (textAt(attributes, 'name') ?? '').toLowerCase() : ''
      const content = oneLine(textAt(attributes, 'content') ?? '')
      if (!key.startsWith('citation_') || content === '') return
      getOrInsert(values, key, () => []).push(content)
    },
  })
  parser.end(html)
  const title = values.get('citation_title')?.[0]
  if (title === undefined) return undefined
  const authors = values.get('citation_author')?.map(givenNameFirst)
  const year = Number(/\d{4}/.exec((values.get('citation_publication_date') ?? values.get('citation_date') ?? [])[0] ?? '')?.[0])
  const doi = values.get('citation_doi')?.[0]
  return {
    kind: 'paper',
    titles: [plainTitle(title)],
    ...(authors !== undefined && {authors}),
    ...(year > 0 && {year}),
    ...(doi !== undefined && {doi: doi.toLowerCase()}),
  }
}
