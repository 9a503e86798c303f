/** What a rule or the checker says about a document: one shape for both. */
import type {Span} from './text/place.ts'

/** `error`: the reader gets the wrong thing or nothing. `warning`: somebody has to look. `info`: normalisation. */
export type Severity = 'error' | 'warning' | 'info'

/** Severities from worst to mildest. */
export const severities: readonly Severity[] = ['error', 'warning', 'info']

/** A byte-exact edit: the text of `span` becomes `replacement`. */
export interface Fix extends Span {
  readonly replacement: string
}

/** Another place that explains a finding. */
export interface Related extends Span {
  /** Path of the document it stands in. */
  readonly file: string
  readonly message: string
}

/** One thing wrong with one place of one document. */
export interface Finding extends Span {
  /** Name of the rule, e.g. `no-malformed-url`. */
  readonly rule: string
  readonly severity: Severity
  /** One line, values in backticks, no period: ``Unexpected malformed URL `X`, expected `Y` ``. */
  readonly message: string
  /** The URL that it is about, as written. */
  readonly url?: string
  /** A safe edit that `--fix` writes. */
  readonly fix?: Fix
  /** What a person might write instead, where no edit is safe. */
  readonly suggestion?: string
  readonly related?: readonly Related[]
  /** The text that it is about, by which a baseline recognises it wherever it moves; by default the text of the span. */
  readonly subject?: string
}
