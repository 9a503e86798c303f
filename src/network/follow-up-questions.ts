/** The follow-up questions about links that are settled. What is found out joins the verdicts' facts. */
import {isForbiddenHost} from '../check/wire/address.ts'
import type {Checked} from '../core/checked.ts'
import {getOrInsert} from '../core/collection/get-or-insert.ts'
import {identityOf} from '../core/link/identity.ts'
import {repositoryOfIdentity} from '../core/link/repository.ts'
import {venueOf} from '../core/paper/venue.ts'
import {matchTitle} from '../core/registry/match-title.ts'
import type {Ask, PaperFacts} from '../core/registry/resolver.ts'
import {lackingEntries, usual} from '../markdown/compare/expected.ts'
import {withGuess} from '../markdown/compare/listed.ts'
import {registeredPapers} from '../markdown/compare/registered.ts'
import type {Document} from '../markdown/document.ts'
import type {Entry} from '../markdown/entry/entries.ts'
import {softwareHeritage, waybackBatch, waybackSingle} from '../resolvers/archive.ts'
import {type Pair, resolveDoubtfulTitles} from '../resolvers/doubtful-titles.ts'
import {findPublications} from '../resolvers/published.ts'
import type {Verdicts} from '../verdicts.ts'

/** What the questions are about, and what earlier ones of the run have brought. */
export interface FollowUp {
  readonly documents: readonly Document[]
  readonly verdicts: Verdicts
  readonly ask: Ask
  /** Whether titles may be sent to a search service. */
  readonly searchTitles: boolean
  /** What need not be asked about again: titles by URL and title, preprints by arXiv id. New ones are added. */
  readonly askedAbout: {readonly titles: Set<string>; readonly preprints: Set<string>}
  /** Gets the URLs with new facts, which the next run need not ask for again. */
  readonly grown: Set<string>
}

/** Asks about papers whose titles don't fit: titles of earlier versions join the facts, so that a retitled paper is not taken for another. */
export async function askForTitles({documents, verdicts, ask, searchTitles, askedAbout, grown}: FollowUp): Promise<void> {
  const places = new Map<Pair, string>()
  for (const document of documents) {
    for (const paper of registeredPapers(document, verdicts.of)) {
      const {link, facts} = paper
      const listed = withGuess(paper)
      const {title} = listed
      const key = `${link.url} ${title}`
      if (title === undefined || askedAbout.titles.has(key)) continue
      askedAbout.titles.add(key)
      places.set({listed, facts}, link.url)
    }
  }
  for (const [pair, {titles, hasUnknownTitles, looks = []}] of await resolveDoubtfulTitles([...places.keys()], ask, searchTitles)) {
    const url = places.get(pair)
    const checked = url === undefined ? undefined : verdicts.of(url)
    if (checked?.facts?.kind !== 'paper') continue
    // Other entries may have the same address.
    const {facts} = checked
    const all = new Map([...(facts.looks ?? []), ...looks].map((look) => [look.title, look]))
    verdicts.add({
      ...checked,
      facts: {
        ...facts,
        titles: [...new Set([...facts.titles, ...titles])],
        ...(hasUnknownTitles && {hasUnknownTitles}),
        ...(all.size > 0 && {looks: [...all.values()]}),
      },
    })
    if (looks.length > 0) grown.add(checked.url)
  }
}

/**
 * Asks where preprints have been published since, for entries that are listed as preprints and for those that lack the venue that the rest of
 * their section has. What was found, or that nothing was, joins the facts.
 */
export async function askForPublications({documents, verdicts, ask, askedAbout, grown}: FollowUp): Promise<void> {
  const preprints = new Map<string, PaperFacts>()
  const urls = new Map<string, string>()
  for (const document of documents) {
    let lacking: ReadonlySet<Entry> | undefined
    const isLacking = (entry: Entry): boolean => {
      lacking ??= new Set([...lackingEntries(document, ['venue'], usual)].map((lack) => lack.entry))
      return lacking.has(entry)
    }
    for (const {entry, listed, link, identity, facts} of registeredPapers(document, verdicts.of)) {
      const {venue} = entry
      if (identity?.service !== 'arxiv' || facts.arxiv === undefined || facts.publication !== undefined) continue
      if (askedAbout.preprints.has(facts.arxiv)) continue
      if (venue === undefined ? !isLacking(entry) : venueOf(venue.name.text)?.kind !== 'preprint') continue
      const {kind} = matchTitle(listed, facts)
      if (kind !== 'same' && kind !== 'spelling') continue
      preprints.set(facts.arxiv, facts)
      urls.set(link.url, facts.arxiv)
    }
  }
  if (preprints.size === 0) return
  for (const id of preprints.keys()) askedAbout.preprints.add(id)
  const found = await findPublications([...preprints.values()], ask)
  for (const [url, id] of urls) {
    const checked = verdicts.of(url)
    const publication = found.get(id)
    if (checked?.facts?.kind !== 'paper' || publication === undefined) continue
    verdicts.add({...checked, facts: {...checked.facts, publication}})
    grown.add(url)
  }
}

/** Archives know nothing about private networks, and need not hear of them. */
function isPublic(url: string): boolean {
  if (!/^https?:/i.test(url) || !URL.canParse(url)) return false
  const {hostname} = new URL(url)
  return !isForbiddenHost(hostname) && hostname.includes('.')
}

/** Asks the archives for copies of what is dead. */
export async function askForCopies({verdicts, ask}: FollowUp): Promise<void> {
  const dead = verdicts.dead().filter(({url, archived}) => archived === undefined && isPublic(url))
  if (dead.length === 0) return
  const repositories = new Map<string, Checked[]>()
  for (const checked of dead) {
    const identity = identityOf(checked.url)
    const repository = identity && repositoryOfIdentity(identity)
    if (repository === undefined) continue
    const origin = `https://github.com/${repository.owner}/${repository.name}`
    getOrInsert(repositories, origin, () => []).push(checked)
  }
  if (repositories.size > 0) {
    for (const [origin, {url}] of await ask(softwareHeritage, [...repositories.keys()])) {
      for (const checked of repositories.get(origin) ?? []) verdicts.add({...checked, archived: url})
    }
  }
  for (const inquiry of [waybackBatch, waybackSingle]) {
    const pages = dead
      .filter(({url}) => verdicts.of(url)?.archived === undefined)
      .map(({url, history}) => ({url, ...(history?.lastAlive !== undefined && {date: history.lastAlive})}))
    // Asked one by one, there is time for a few.
    if (pages.length === 0 || (inquiry === waybackSingle && pages.length > 3)) return
    for (const [{url}, copy] of await ask(inquiry, pages)) {
      const checked = verdicts.of(url)
      if (checked !== undefined) verdicts.add({...checked, archived: copy.url})
    }
  }
}
