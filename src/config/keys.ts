/** Every key of the configuration, once: the command line's options, the JSON Schema, the help and `--print-config` come from this table. */
import {severities} from '../core/finding.ts'
import {defaultCheckOptions} from '../core/options.ts'
import {type FormatName, formatNames} from '../core/report.ts'
import type {OptionForm, RuleDefinition} from '../rule.ts'
import {isList, type Json, type Key, type Keys, type Names, type Shape} from './shape.ts'

/** What the configuration has to know about a rule. */
export type RuleDescription = Pick<RuleDefinition, 'id' | 'severity' | 'preset' | 'summary' | 'options' | 'forms' | 'strictOptions'>

const presetNames = ['recommended', 'style', 'strict'] as const

export const defaultFiles: readonly string[] = ['README.md']
export const defaultPreset: (typeof presetNames)[number] = 'recommended'
export const defaultFormat: FormatName = 'pretty'
/** The cache's name where it is asked for without one. */
export const defaultCacheFile = '.paperlintcache'

const boolean: Shape = {kind: 'boolean'}
const text: Shape = {kind: 'text'}
const texts: Shape = {kind: 'list', of: text}
const header: Shape = {kind: 'header'}
const duration: Shape = {kind: 'duration'}
const patterns: Shape = {kind: 'list', of: {kind: 'pattern'}}
const format: Shape = {kind: 'choice', of: formatNames}
const severity: Shape = {kind: 'choice', of: ['off', ...severities]}

/** Source: RFC 9110, section 5.6.2. */
const headerNames: Names = {pattern: /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, words: 'the name of a header'}
export const hostNames: Names = {
  pattern: /^(?:\*|[^\s/:?#@[\]]+|\[[0-9A-Fa-f:.]+\])$/,
  words: 'a host as in URLs, without scheme, port and path, or `*` for all others',
}

const reportKeys: Keys = {
  name: {shape: format, summary: 'Name of the format'},
  output: {shape: text, summary: 'File to write, relative to the configuration; standard output without it'},
}

const hostKeys: Keys = {
  interval: {shape: duration, summary: 'Shortest time between two requests to the host', flag: 'host-interval', argument: "'HOST=3s'"},
  concurrency: {shape: {kind: 'whole', least: 1}, summary: 'Most requests to the host at once'},
  headers: {
    shape: {kind: 'map', of: header, names: headerNames},
    summary: 'Headers to send to the host',
    flag: 'header',
    argument: "'HOST NAME: VALUE'",
    widens: true,
  },
}

const serviceKeys: Keys = {
  enabled: {shape: boolean, summary: 'Whether the service is asked', default: true},
  endpoint: {shape: {kind: 'url'}, summary: 'Base URL to use instead of the service’s own, such as a mirror or a proxy', widens: true},
}

/** Services whose endpoints can be changed, by the names in `via` and those of their sources. */
export const serviceNames: readonly string[] = [
  'acl',
  'arxiv',
  'arxiv-page',
  'bilibili',
  'crossref',
  'cvf',
  'datacite',
  'dblp',
  'discord',
  'doi',
  'doi-handle',
  'ecva',
  'github',
  'github-rest',
  'huggingface',
  'neurips',
  'openreview',
  'openreview-search',
  'openreview-v1',
  'paperswithcode',
  'pmlr',
  'semanticscholar',
  'softwareheritage',
  'vimeo',
  'wayback',
  'wayback-single',
  'youtube',
  'youtube-thumbnail',
]

const service: Shape = {kind: 'record', keys: serviceKeys, things: 'key'}

const defaultTimeout = `${defaultCheckOptions.timeoutMs / 1000}s`

const generalKeys: Keys = {
  $schema: {shape: text, summary: 'Where the JSON Schema of this file is'},
  files: {
    shape: texts,
    summary: 'Files, directories and globs to check where the command line names none',
    default: defaultFiles,
    inside: true,
  },
  offline: {shape: boolean, summary: 'Rules only; not one socket is opened', default: false, flag: 'offline', widens: true},
  preset: {
    shape: {
      kind: 'either',
      of: [
        {kind: 'choice', of: presetNames},
        {kind: 'list', of: {kind: 'choice', of: presetNames}},
      ],
    },
    summary: 'Which rules are on: recommended, style, strict (repeatable)',
    default: [defaultPreset],
    flag: 'preset',
    argument: 'NAME',
  },
}

const otherKeys: Keys = {
  acrossFiles: {
    shape: boolean,
    summary: 'Compare entries across all files, not within each file alone',
    default: false,
    flag: 'across-files',
  },
  maxWarnings: {shape: {kind: 'whole', least: 0}, summary: 'Fail the run on more warnings than this', flag: 'max-warnings', argument: 'N'},
  warnUndecided: {
    shape: boolean,
    summary: 'Report undecided links, blocked and error, as warnings',
    default: false,
    flag: 'warn-undecided',
  },
  baseline: {shape: text, summary: 'File of known findings that do not fail the run', flag: 'baseline', argument: 'FILE', widens: true},
  format: {
    shape: {kind: 'either', of: [format, {kind: 'list', of: {kind: 'record', keys: reportKeys, things: 'key'}}]},
    summary: `Format of the report: ${formatNames.join(', ')} (repeatable, each with its own -o)`,
    default: defaultFormat,
    flag: 'format',
    argument: 'NAME',
    widens: true,
  },
  info: {shape: boolean, summary: 'Show infos too', default: false, flag: 'info'},
  quiet: {shape: boolean, summary: 'Show errors only', default: false, flag: 'quiet'},
  cache: {
    shape: {kind: 'either', of: [boolean, text]},
    summary: 'File that keeps verdicts between runs; `true` for .paperlintcache',
    default: false,
    flag: 'cache',
    argument: 'FILE',
    widens: true,
  },
  maxAge: {shape: duration, summary: 'Check a link again when its verdict is older than this', flag: 'max-age', argument: '1d'},
  include: {shape: patterns, summary: 'Check only URLs that match (repeatable)', default: [], flag: 'include', argument: 'REGEX'},
  exclude: {shape: patterns, summary: 'Do not check URLs that match (repeatable)', default: [], flag: 'exclude', argument: 'REGEX'},
  maxLinks: {shape: {kind: 'whole', least: 0}, summary: 'Check at most this many links', flag: 'max-links', argument: 'N'},
  timeout: {
    shape: {kind: 'duration', positive: true},
    summary: 'Time limit for each link, redirects and retries included',
    default: defaultTimeout,
    flag: 'timeout',
    argument: defaultTimeout,
  },
  retries: {
    shape: {kind: 'whole', least: 0},
    summary: 'How often to try again after a failure that may be temporary',
    default: defaultCheckOptions.retries,
    flag: 'retries',
    argument: String(defaultCheckOptions.retries),
  },
  concurrency: {
    shape: {kind: 'whole', least: 1},
    summary: 'Most requests at once, over all hosts',
    default: defaultCheckOptions.concurrency,
    flag: 'concurrency',
    argument: String(defaultCheckOptions.concurrency),
  },
  deadline: {shape: duration, summary: 'Stop checking links after this long', flag: 'deadline', argument: '10m'},
  hosts: {
    shape: {kind: 'map', of: {kind: 'record', keys: hostKeys, things: 'key'}, names: hostNames},
    summary: 'Politeness and headers by host name as in URLs; `*` for all others',
    default: {},
  },
  services: {
    shape: {
      kind: 'record',
      keys: Object.fromEntries(serviceNames.map((name): [string, Key] => [name, {shape: service, summary: `Settings of ${name}`}])),
      things: 'service',
    },
    summary: 'Registries that are asked instead of pages',
    default: {},
  },
  userAgent: {shape: header, summary: 'User-Agent of every request', flag: 'user-agent', argument: 'TEXT'},
  contact: {shape: text, summary: 'Your address or URL, for the User-Agent and polite pools', flag: 'contact', argument: 'TEXT'},
  searchTitles: {
    shape: boolean,
    summary: 'Search registries for titles that don’t fit their papers',
    default: defaultCheckOptions.searchTitles,
    flag: 'search-titles',
    widens: true,
  },
  probeHttps: {
    shape: boolean,
    summary: 'Ask hosts of working http: links whether they serve https',
    default: defaultCheckOptions.probeHttps,
    flag: 'probe-https',
  },
  archive: {shape: boolean, summary: 'Look for archived copies of dead links', default: defaultCheckOptions.archive, flag: 'archive'},
  remap: {
    shape: {kind: 'list', of: {kind: 'remap'}},
    summary: 'Rewrite URLs just before they are requested (repeatable)',
    default: [],
    flag: 'remap',
    argument: "'REGEX REPLACEMENT'",
    widens: true,
  },
  allowPrivate: {
    shape: boolean,
    summary: 'Also request private addresses',
    default: defaultCheckOptions.allowPrivate,
    flag: 'allow-private',
    widens: true,
  },
  insecure: {shape: boolean, summary: 'Do not verify certificates', default: defaultCheckOptions.insecure, flag: 'insecure', widens: true},
}

/** The whole table; the rules' keys come from the catalogue. */
export function keysOf(catalogue: readonly RuleDescription[]): Keys {
  const rules: Key = {
    shape: {kind: 'record', keys: Object.fromEntries(catalogue.map((rule) => [rule.id, ruleKey(rule)])), things: 'rule'},
    summary: 'Severity by rule (repeatable), and in a configuration its options',
    default: {},
    flag: 'rule',
    argument: 'NAME=SEVERITY',
  }
  return {...generalKeys, rules, ...otherKeys}
}

function ruleKey(rule: RuleDescription): Key {
  const keys: Keys = {severity: {shape: severity, summary: 'off, info, warning or error'}, ...optionKeysOf(rule)}
  return {shape: {kind: 'either', of: [severity, {kind: 'record', keys, things: 'option'}]}, summary: rule.summary}
}

/** A rule's options, each with its default. */
export function optionKeysOf({options, forms = {}}: Pick<RuleDescription, 'options' | 'forms'>): Keys {
  return Object.fromEntries(
    Object.entries(options).map(([name, value]): [string, Key] => {
      // Defaults of rules are JSON by contract (`RuleOptions`).
      const fallback = value as Json
      return [name, {shape: shapeOfOption(fallback, forms[name]), summary: `Option \`${name}\``, default: fallback}]
    }),
  )
}

function shapeOfOption(value: Json, form: OptionForm | undefined): Shape {
  if (form === 'groups') return {kind: 'list', of: texts}
  const {words, from, to} = {words: undefined, from: undefined, to: undefined, ...form}
  const word: Shape = words === undefined ? text : {kind: 'choice', of: words}
  switch (typeof value) {
    case 'boolean':
      return boolean
    case 'number':
      return {kind: 'number', ...(from !== undefined && {least: from}), ...(to !== undefined && {most: to})}
    case 'string':
      return word
    default:
      return isList(value) ? {kind: 'list', of: word} : {kind: 'map', of: texts}
  }
}
