/** The workflows that `paperlint init` writes. Others to copy are in `examples/workflows/`. */

export interface WorkflowFile {
  /** From the repository's root. */
  readonly path: string
  readonly text: string
}

// A full commit id, as a tag can be moved; the comment is what Dependabot and Renovate read.
const checkout = 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1'

/**
 * The two workflows of a list.
 *
 * @param action what follows `uses:`, e.g. `owner/paperlint@<commit> # v1.2.3`
 */
export function workflowsOf(action: string): readonly WorkflowFile[] {
  return [
    {
      path: '.github/workflows/paperlint.yml',
      text: `name: paperlint

on: pull_request

permissions: {}

concurrency:
  group: paperlint-\${{ github.ref }}
  cancel-in-progress: true

jobs:
  paperlint:
    runs-on: ubuntu-latest
    timeout-minutes: 30
    permissions:
      contents: read
      pull-requests: write # For the comment; without it there are annotations and a summary.
    steps:
      - uses: ${checkout}
        with:
          fetch-depth: 2 # The pull request and its base: then git says what is new.
          persist-credentials: false
      - uses: ${action}
`,
    },
    {
      path: '.github/workflows/paperlint-links.yml',
      text: `name: paperlint links

on:
  schedule:
    # Tuesday checks Monday's dead links again; what works comes from the cache.
    - cron: '17 4 * * 1,2'
  workflow_dispatch:

permissions: {}

concurrency:
  group: paperlint-links

jobs:
  links:
    runs-on: ubuntu-latest
    timeout-minutes: 120
    permissions:
      contents: read
      issues: write # For the one issue with the dead links.
    steps:
      - uses: ${checkout}
        with:
          persist-credentials: false
      - uses: ${action}
`,
    },
  ]
}
