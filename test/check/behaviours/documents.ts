/** Pages for the tables, and rows that serve them with status 200. */
import {page} from '../server.ts'
import {type Behaviour, say} from './table.ts'

/** A page with this title and body. */
export const doc = (title: string, body: string, head = ''): string =>
  `<!doctype html><html><head><meta charset="utf-8"><title>${title}</title>${head}</head><body>${body}</body></html>`
/** A page with status 200, and its expected verdict. */
export const row = (name: string, html: string, says: string, headers: Readonly<Record<string, string>> = {}): Behaviour => ({
  name,
  answers: {'*': say(200, headers, html), '/': page('Home')},
  says,
  ...(says.includes('soft') || says.includes('parked') || says.includes('placeholder') || says.includes('empty')
    ? {findings: ['soft-404']}
    : {}),
})
