/** The action: one event in, then the run that fits it. */
import {readFile} from 'node:fs/promises'
import {fetchFor} from '../web.ts'
import {apiOf} from './api.ts'
import {check} from './check.ts'
import {companion} from './companion.ts'
import {eventOf} from './event.ts'
import {inputsOf} from './inputs.ts'
import type {Ports} from './ports.ts'
import type {Run} from './run.ts'

const whyNotTarget =
  "`pull_request_target` runs a stranger's proposal with the rights of your repository, so paperlint refuses it. Use `on: pull_request`; for comments on proposals from forks add the companion workflow (examples/workflows in paperlint’s repository)."

/** Never throws: what goes wrong fails the step with one message. */
export async function runAction(ports: Ports): Promise<void> {
  try {
    const inputs = inputsOf(ports.input)
    const {environment} = ports
    const {GITHUB_EVENT_PATH: eventPath, GITHUB_API_URL: baseUrl = 'https://api.github.com'} = environment
    const event = eventOf(environment, eventPath === undefined ? {} : await payloadIn(eventPath))
    const api = apiOf({baseUrl: baseUrl.replace(/\/$/, ''), token: inputs.token, fetch: fetchFor(environment), sleep: ports.sleep})
    const run: Run = {ports, inputs, event, api}
    switch (event.kind) {
      case 'pull-request-target':
        ports.setOutput('verdict', 'refused')
        ports.setFailed(whyNotTarget)
        return
      case 'workflow-run':
        await companion(run)
        return
      default:
        await check(run)
    }
  } catch (error) {
    ports.setFailed(error instanceof Error ? error.message : `${error}`)
  }
}

async function payloadIn(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch {
    throw new Error(`Expected the event's payload in \`${path}\`, got no readable JSON`)
  }
}
