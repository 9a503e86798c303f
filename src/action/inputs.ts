/** The action's inputs: read strictly, all mistakes reported at once. Names and defaults are those of `action.yml`. */

export type FailOn = 'error' | 'warning' | 'never'

export interface Inputs {
  readonly files: readonly string[]
  readonly config: string | undefined
  /** Further command-line options. */
  readonly args: readonly string[]
  readonly token: string
  readonly annotations: boolean
  readonly summary: boolean
  readonly comment: boolean
  readonly suggestions: boolean
  readonly issue: boolean
  readonly issueLabel: string
  readonly fixPullRequest: boolean
  readonly cache: boolean
  /** Undefined: `error`, but `never` on a schedule, where the issue is the report. */
  readonly failOn: FailOn | undefined
  readonly reports: string | undefined
  /** For the companion workflow: the report of the run that it follows. */
  readonly commentFrom: string | undefined
}

/** Command-line options that an input sets or that would redirect the output. */
const reserved = [
  '--format',
  '--output',
  '-o',
  '--fix',
  '--fix-dry-run',
  '--config',
  '--no-config',
  '--cache',
  '--no-cache',
  '--changed',
  '--trace',
  '--shard',
  '--update-baseline',
  '--print-config',
  '--stdin-filename',
  '--version',
  '-V',
  '--help',
  '-h',
]

/**
 * @param read gives an input's text, trimmed, or an empty string
 * @throws Error that names every input with a mistake
 */
export function inputsOf(read: (name: string) => string): Inputs {
  const mistakes: string[] = []
  const flag = (name: string): boolean => {
    const value = read(name)
    if (/^(?:true|True|TRUE)$/.test(value)) return true
    // YAML 1.2's core schema, as the runner's own toolkit reads it.
    if (!/^(?:false|False|FALSE|)$/.test(value)) mistakes.push(`Expected \`${name}\` to be true or false, got \`${value}\``)
    return false
  }
  const optional = (name: string): string | undefined => read(name) || undefined
  const failOn = read('fail-on')
  if (!/^(?:error|warning|never|)$/.test(failOn)) mistakes.push(`Expected \`fail-on\` to be error, warning or never, got \`${failOn}\``)
  const issueLabel = read('issue-label') || 'paperlint'
  // GitHub reads a comma in a search for labels as an "and".
  if (/[,\r\n]/.test(issueLabel) || issueLabel.length > 50)
    mistakes.push(`Expected \`issue-label\` to be one label of at most 50 characters without a comma, got \`${issueLabel}\``)
  const args = linesOf(read('args'))
  for (const arg of args) {
    const name = arg.split('=')[0] ?? arg
    if (!arg.startsWith('-')) mistakes.push(`Expected each line of \`args\` to be one option such as \`--timeout=20s\`, got \`${arg}\``)
    if (reserved.includes(name)) mistakes.push(`Unexpected \`${name}\` in \`args\`: the action decides that itself`)
  }
  const inputs: Inputs = {
    files: linesOf(read('files')),
    config: optional('config'),
    args,
    token: read('token'),
    annotations: flag('annotations'),
    summary: flag('summary'),
    comment: flag('comment'),
    suggestions: flag('suggestions'),
    issue: flag('issue'),
    issueLabel,
    fixPullRequest: flag('fix-pull-request'),
    cache: flag('cache'),
    failOn: failOn === '' ? undefined : (failOn as FailOn), // The pattern above admits nothing else.
    reports: optional('reports'),
    commentFrom: optional('comment-from'),
  }
  if (mistakes.length > 0) throw new Error(mistakes.join('\n'))
  return inputs
}

function linesOf(value: string): readonly string[] {
  return value
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
