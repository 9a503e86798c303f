/** What a rule is: a named check over a document, which is an ordinary remark plugin as well. */
import type {Root} from 'mdast'
import type {VFile} from 'vfile'
import type {Checked} from './core/checked.ts'
import type {Finding, Fix, Severity} from './core/finding.ts'
import type {Span} from './core/text/place.ts'
import type {Document} from './markdown/document.ts'
import type {Entry} from './markdown/entry/entries.ts'

/** `recommended`: certain or nearly so. `style`: taste. `strict`: policy. `online`: needs the network's answers. */
export type Preset = 'recommended' | 'style' | 'strict' | 'online'

/** Options are JSON: the defaults say each option's name and type. */
export type RuleOptions = Readonly<Record<string, unknown>>

/** How an option is narrower than its default's type: certain words, numbers within bounds, lists of texts that belong together. */
export type OptionForm = {readonly words: readonly string[]} | {readonly from: number; readonly to?: number} | 'groups'

/** What a rule is told besides the document. */
export interface Surroundings {
  /** Today as year and month, for rules about dates. */
  readonly today: {readonly year: number; readonly month: number}
  /**
   * Whether a file or directory exists, by a path relative to the document's folder (or, with a leading `/`, to the repository);
   * undefined where that can't be known, as for standard input.
   */
  exists(documentPath: string, path: string): boolean | undefined
  /** The names in the folder that a path leads into, within the repository; none where that can't be known. */
  namesBeside?(documentPath: string, path: string): readonly string[]
  /** The fragments of another Markdown file (`Document.fragments`), by a path as in `exists`; undefined where it can't be read. */
  fragmentsOf?(documentPath: string, path: string): ReadonlyMap<string, number> | undefined
  /** What the network said about a URL as written; undefined offline and for what was not asked. */
  verdictOf?(url: string): Checked | undefined
  /** Whether undecided links are warnings too. */
  readonly warnUndecided?: boolean
}

/** A finding as a rule reports it: the pipeline adds the rule's name and severity. */
export interface Problem extends Span {
  readonly message: string
  /** Where it is, if not in the document being checked. */
  readonly document?: Document
  readonly url?: string
  readonly fix?: Fix
  readonly suggestion?: string
  readonly related?: readonly (Span & {readonly document?: Document; readonly message: string})[]
  /** The text that it is about, for baselines; by default the text of the span. */
  readonly subject?: string
}

export interface RuleContext<Options extends RuleOptions = RuleOptions> {
  readonly document: Document
  /** All documents that the entries come from. */
  readonly documents: readonly Document[]
  /** With `comparesEntries`, the entries to compare: the document's own, or those of all documents where rules compare across files. */
  readonly entries: readonly Entry[]
  readonly options: Options
  readonly surroundings: Surroundings
  report(problem: Problem): void
}

export interface RuleDefinition<Options extends RuleOptions = RuleOptions> {
  /** `no-<thing>` forbids, `consistent-<thing>` compares. */
  readonly id: string
  readonly severity: Severity
  readonly preset: Preset
  /** What it finds, in one line for the table of rules. */
  readonly summary: string
  /** Whether `--fix` can fix some of what it finds. */
  readonly fixable: boolean
  /** Every option with its default, whose type it takes: a list holds texts, an object lists of texts by name. */
  readonly options: Options
  /** The options that take less than that, or something else. */
  readonly forms?: {readonly [Name in keyof Options]?: OptionForm}
  /** Defaults that preset `strict` sets differently. */
  readonly strictOptions?: Partial<Options>
  /** It reads the document's tree, itself or through `runsOfEntry`: over a long list such rules run first, and then the tree is let go of. */
  readonly readsTree?: boolean
  /** What changes for a rule that needs no network once that has been asked: it finds more, or answers clear some of what it found. */
  readonly onlineFinds?: 'more' | 'fewer'
  /** It reads where preprints were published (`PaperFacts.publication`), which is asked about only for such rules. */
  readonly readsPublications?: boolean
  /** Runs once over all entries of a run (its `document` is the first) where entries are compared across files. */
  readonly comparesEntries?: boolean
  check(context: RuleContext<Options>): void
}

/** Whether a rule finds something only once the network has been asked. */
export function findsMoreOnline({preset, onlineFinds}: Pick<RuleDefinition, 'preset' | 'onlineFinds'>): boolean {
  return preset === 'online' || onlineFinds === 'more'
}

/** A rule that is on, with its severity and options. */
export interface ActiveRule<Definition = RuleDefinition> {
  readonly rule: Definition
  readonly severity: Severity
  readonly options: RuleOptions
}

/** A level as in unified-lint, or the name of a severity. */
export type RuleLevel = boolean | 0 | 1 | 2 | 'off' | 'on' | 'info' | 'warn' | 'warning' | 'error'

/** A level, options, or both. */
export type RuleSetting<Options extends RuleOptions = RuleOptions> = RuleLevel | Partial<Options> | readonly [RuleLevel, Partial<Options>?]

/** A rule: its definition, callable as a remark plugin. */
export type Rule<Options extends RuleOptions = RuleOptions> = RuleDefinition<Options> &
  ((setting?: RuleSetting<Options>) => ((tree: Root, file: VFile) => Promise<void>) | undefined)

/** Make a rule of its definition. */
export function defineRule<Options extends RuleOptions>(definition: RuleDefinition<Options>): Rule<Options> {
  const plugin = (setting?: RuleSetting<Options>): ((tree: Root, file: VFile) => Promise<void>) | undefined => {
    const {severity, options} = readSetting(definition, setting)
    if (severity === undefined) return undefined
    return async (tree, file) => {
      const {runAsPlugin} = await import('./plugin.ts')
      await runAsPlugin(definition, severity, options, tree, file)
    }
  }
  return Object.assign(plugin, definition)
}

/** Level → severity; undefined is off. */
const severities: ReadonlyMap<unknown, Severity | undefined> = new Map<RuleLevel, Severity | undefined>([
  [false, undefined],
  [0, undefined],
  ['off', undefined],
  ['info', 'info'],
  [1, 'warning'],
  ['warn', 'warning'],
  ['warning', 'warning'],
  [2, 'error'],
  ['error', 'error'],
])

/** @throws TypeError for what is no level; wrong options are reported when the rule runs */
function readSetting<Options extends RuleOptions>(
  definition: RuleDefinition<Options>,
  setting: RuleSetting<Options> | undefined,
): {severity: Severity | undefined; options: Options} {
  // It may come from a file, and so may be anything.
  const [level, options] = Array.isArray(setting) ? setting : typeof setting === 'object' ? [undefined, setting] : [setting, undefined]
  const isUsual = level === undefined || level === true || level === 'on'
  if (!isUsual && !severities.has(level)) {
    const got = JSON.stringify(level)
    throw new TypeError(`Expected the level of \`${definition.id}\` to be \`off\`, \`info\`, \`warning\` or \`error\`, got \`${got}\``)
  }
  return {severity: isUsual ? definition.severity : severities.get(level), options: {...definition.options, ...options}}
}

/** Run one rule over one document. Findings come in the order reported. */
export function runRule(
  definition: RuleDefinition,
  context: Omit<RuleContext, 'report'>,
  severity: Severity,
  found: (document: Document, finding: Finding) => void,
): void {
  definition.check({
    ...context,
    report(problem) {
      const {document = context.document, message, start, end, url, fix, suggestion, related, subject} = problem
      // Field by field: a list can have tens of thousands of findings, and spreading costs several times as much.
      const finding: {-readonly [Key in keyof Finding]: Finding[Key]} = {rule: definition.id, severity, message, start, end}
      if (url !== undefined) finding.url = url
      if (fix !== undefined) finding.fix = fix
      if (suggestion !== undefined) finding.suggestion = suggestion
      if (subject !== undefined) finding.subject = subject
      if (related !== undefined) {
        finding.related = related.map((place) => ({
          file: (place.document ?? document).path,
          start: place.start,
          end: place.end,
          message: place.message,
        }))
      }
      found(document, finding)
    },
  })
}
