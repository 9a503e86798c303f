/** What an entry's fields look like, wherever they were found. */
import type {Identity} from '../../core/link/identity.ts'
import type {Role} from '../../core/link/role.ts'
import type {Span} from '../../core/text/place.ts'
import type {Link} from '../links.ts'

/** A piece of an entry's text with its place. */
export interface Field extends Span {
  readonly text: string
}

/** A title, with the form in which titles are compared, which many rules need. */
export interface Title extends Field {
  readonly normal: string
}

/** A venue as written, e.g. `CVPR 2021` in `**(CVPR 2021)**`; the span is that of the run around it. */
export interface Venue extends Field {
  /** The venue's name alone, e.g. `NIPS`. */
  readonly name: Field
  /** Four digits. */
  readonly year: number | undefined
  /** `Oral`, `Workshop`, `Findings`, … */
  readonly track: string | undefined
}

export interface EntryLink {
  readonly role: Role
  readonly link: Link
  readonly identity: Identity | undefined
  /** The link's text does not name a role: it is a title, a name or a venue. */
  readonly labelled: boolean
}
