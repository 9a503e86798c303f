/** The records of a list: one entry per paper, wherever and however it stands. */
import type {Identity} from '../core/identity.ts'
import type {Span} from '../core/place.ts'
import type {Document} from './document.ts'
import type {Link} from './links.ts'

/** A piece of an entry's text with its place. */
export interface Field extends Span {
  readonly text: string
}

/** A venue as written, e.g. `CVPR 2021` in `**(CVPR 2021)**`; the span is the whole node that holds it. */
export interface Venue extends Field {
  /** The venue's word alone, e.g. `NIPS`. */
  readonly name: Field
  /** Four digits. */
  readonly year?: number
  /** `Oral`, `Workshop`, `Findings`, … */
  readonly track?: string
}

export type Role = 'paper' | 'code' | 'project' | 'video' | 'slides' | 'dataset' | 'other'

export interface EntryLink {
  readonly role: Role
  readonly link: Link
  readonly identity?: Identity
}

/** One paper of the list. A fact that is absent never contradicts. */
export interface Entry extends Span {
  readonly document: Document
  readonly kind: 'item' | 'row' | 'paragraph' | 'html'
  /** Index into the document's headings of the section it stands in, -1 before the first. */
  readonly section: number
  /** The node to blame for the name: the tag, or the table's link. */
  readonly name?: Field
  /** A tag used on several entries of a section says what sort they are, not what they are called. */
  readonly category?: Field
  readonly title?: Field
  readonly venue?: Venue
  readonly year?: number
  readonly authors?: readonly Field[]
  readonly links: readonly EntryLink[]
  /** Where the entry's text begins and ends in the source: of an item its own lines without nested entries. */
  readonly body: Span
}

export function entriesOf(_document: Document): readonly Entry[] {
  return []
}
