/** After a full check: the memory, the living issue, the living pull request. */
import {lstat, readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import type {Report} from '../core/report.ts'
import {committedText} from '../git/ask.ts'
import {count} from '../report/number.ts'
import {type FixedFile, keepFixPullRequest} from './fix-pull-request.ts'
import {fixedText, replacementsOf} from './fixed.ts'
import {loginOf} from './identity.ts'
import {issuePlanOf, stateIn, tickedIn} from './issue.ts'
import {findIssues, keepIssue} from './living-issue.ts'
import type {CheckResult, Run} from './run.ts'
import {newerOf, nextState, readState, type State, strikesNeeded, writeState} from './state.ts'

/** What the last run left in the cache; the empty state where there is none. */
export async function recall(cacheFolder: string): Promise<State> {
  return readState(await readFile(join(cacheFolder, 'state'), 'utf8').catch(() => ''))
}

export async function keepSchedule(run: Run, checked: CheckResult, cacheFolder: string): Promise<void> {
  const {ports, inputs, event, api} = run
  const report = withoutSilenced(checked.report)
  if (report.summary.dead > 0 && !(await ports.isOnline())) {
    ports.warn('Most well-known sites are out of reach too, so the runner is to blame: the issue and the memory are left alone.')
    return
  }
  const isMute = inputs.token === ''
  if (isMute) ports.info('No token, so no issue.')
  const login = isMute ? undefined : await loginOf(api)
  const tracker = {api, repository: event.repository, label: inputs.issueLabel, login}
  const found = isMute || !inputs.issue ? {issues: [], problem: ''} : await findIssues(tracker)
  const [known] = found.issues

  const before = newerOf(await recall(cacheFolder), readState(stateIn(known?.body ?? '')))
  const after = nextState(before, report, ports.now(), inputs.cache ? 1 : strikesNeeded)
  await writeFile(join(cacheFolder, 'state'), writeState(after, true))

  if (inputs.issue && !isMute) {
    if (found.problem !== '') {
      // Without the list of issues a second one might be opened.
      ports.warn(`The issue could not be kept up to date: ${found.problem}`)
    } else {
      const plan = issuePlanOf(report, before, after, tickedIn(known?.body ?? ''), {...checked.context, entries: checked.entries})
      const kept = await keepIssue(tracker, found.issues, plan)
      if (kept.problem !== '') ports.warn(`The issue could not be kept up to date: ${kept.problem}`)
      if (kept.issue !== undefined) ports.setOutput('issue', kept.issue.page)
      ports.info(
        `${count(plan.confirmed, 'dead link')} certain, ${count(after.dead.length - plan.confirmed, 'link')} waiting for a second day.`,
      )
    }
  }
  if (inputs.fixPullRequest && !isMute) await fixPullRequest(run, checked)
}

/** Without the dead links that a comment, the baseline or the configuration silences, as somebody knows about them. */
function withoutSilenced(report: Report): Report {
  const told = new Set(report.findings.flatMap(({rule, url}) => (rule === 'no-dead-url' ? (url ?? []) : [])))
  return {...report, links: report.links.filter(({verdict, url}) => verdict !== 'dead' || told.has(url))}
}

async function fixPullRequest({ports, event, api}: Run, {report, sources}: CheckResult): Promise<void> {
  const {GITHUB_WORKSPACE: workspace = process.cwd()} = ports.environment
  const files: FixedFile[] = []
  const fixes: string[] = []
  for (const [path, source] of sources) {
    const findings = report.findings.filter(({file}) => file === path)
    const content = fixedText(source, findings)
    const file = content === source ? undefined : await committedForm(path, content, workspace, event.sha)
    if (file === undefined) continue
    files.push(file)
    fixes.push(...replacementsOf(source, findings).map(({before, after}) => `${path}\n${before}\n${after}`))
  }
  const description = `What \`paperlint --fix\` writes in ${count(files.length, 'file')}. This branch is rewritten by every full check. If you close it, it stays closed until there is something else to fix.`
  const {page, refused, problem} = await keepFixPullRequest(api, event.repository, {base: event.sha, files, fixes, description})
  if (refused !== undefined)
    ports.info(`${refused} proposed these fixes and was closed, so no other is opened until there is something else to fix.`)
  if (problem !== '') ports.warn(`The pull request with the fixes could not be kept up to date: ${problem}`)
  if (page !== undefined) ports.setOutput('fix-pull-request', page)
}

/** The file as it would be committed: its mode kept, its line endings those of the repository, not of a Windows checkout. */
async function committedForm(path: string, content: string, workspace: string, sha: string): Promise<FixedFile | undefined> {
  const stats = await lstat(join(workspace, path))
  // The target of a symbolic link is fixed under its own name.
  if (!stats.isFile()) return undefined
  const committed = await committedText(workspace, sha, path)
  const isConverted = committed !== undefined && !committed.includes('\r')
  return {
    path,
    content: isConverted ? content.replaceAll('\r\n', '\n') : content,
    mode: (stats.mode & 0o100) === 0 || process.platform === 'win32' ? '100644' : '100755',
  }
}
