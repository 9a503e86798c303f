/** The workflows that `paperlint init` writes and README shows. */

export interface WorkflowFile {
  /** From the repository's root. */
  readonly path: string
  readonly text: string
}

// Full commit ids, as a tag can be moved; the comment is what Dependabot and Renovate read.
const checkout = 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1'
const setupNode = 'actions/setup-node@820762786026740c76f36085b0efc47a31fe5020 # v7.0.0'
const upload = 'actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0'
const download = 'actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1'

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
    # Tuesday gives Monday's dead links their second look; what works comes from the cache.
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

/** What a list needs beside, where it wants comments on pull requests from forks: the first job's upload, and the companion. */
export function companionWorkflows(action: string): readonly WorkflowFile[] {
  const [first] = workflowsOf(action)
  return [
    {
      path: '.github/workflows/paperlint.yml',
      text: (first?.text ?? '')
        .replace('      pull-requests: write # For the comment; without it there are annotations and a summary.\n', '')
        .replace(
          `      - uses: ${action}\n`,
          `      - uses: ${action}
        id: paperlint
        with:
          comment: false # The companion does.
      - uses: ${upload}
        if: always() && steps.paperlint.outputs.pull-request
        with:
          name: paperlint
          path: \${{ steps.paperlint.outputs.pull-request }}
          retention-days: 1
`,
        ),
    },
    {
      path: '.github/workflows/paperlint-comment.yml',
      text: `name: paperlint comment

on:
  workflow_run:
    workflows: [paperlint]
    types: [completed]

permissions: {}

jobs:
  comment:
    if: github.event.workflow_run.event == 'pull_request'
    runs-on: ubuntu-latest
    timeout-minutes: 5
    permissions:
      actions: read # For the artifact of the other run.
      pull-requests: write
    steps:
      # Nothing is checked out: the report is data, and GitHub says which pull request it belongs to.
      - uses: ${download}
        with:
          name: paperlint
          path: \${{ runner.temp }}/paperlint-artifact
          run-id: \${{ github.event.workflow_run.id }}
          github-token: \${{ github.token }}
      - uses: ${action}
        with:
          comment-from: \${{ runner.temp }}/paperlint-artifact/pull-request.json
`,
    },
  ]
}

/** A list too long for one job: four runners take a part of the hosts each, a fifth joins their reports. */
export function shardWorkflow(): WorkflowFile {
  return {
    path: '.github/workflows/paperlint-shards.yml',
    text: `name: paperlint shards

on:
  workflow_dispatch:

permissions: {}

jobs:
  part:
    strategy:
      fail-fast: false
      matrix:
        part: [1, 2, 3, 4]
    runs-on: ubuntu-latest
    timeout-minutes: 120
    permissions:
      contents: read
    steps:
      - uses: ${checkout}
        with:
          persist-credentials: false
      - uses: ${setupNode}
        with:
          node-version: 24
      # Findings are judged by the last job: only misuse, status 2, fails here.
      - run: npx paperlint --shard "$PART/4" --format json -o "part-$PART.json" || test $? -eq 1
        env:
          PART: \${{ matrix.part }}
      - uses: ${upload}
        with:
          name: part-\${{ matrix.part }}
          path: part-\${{ matrix.part }}.json
  whole:
    needs: part
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions: {}
    steps:
      - uses: ${download}
        with:
          pattern: part-*
          merge-multiple: true
      - uses: ${setupNode}
        with:
          node-version: 24
      - run: npx paperlint merge part-*.json --format html -o report.html
      - uses: ${upload}
        if: always()
        with:
          name: report
          path: report.html
`,
  }
}
