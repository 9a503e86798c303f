/** Discord's invites: the page answers 200 for every code, the API knows which still open a door. Source: Discord Developer Documentation, "Get Invite". */
import type {Resolver, Source} from '../core/resolver.ts'
import {jsonOf, nothing, numberAt, textAt} from './reply.ts'

/** Discord's code for an invite that expired, was withdrawn or never was. */
const unknownInvite = 10006

const invites: Source = {
  name: 'discord',
  endpoint: 'https://discord.com',
  batchSize: 1,
  intervalMs: 550,
  concurrency: 1,
  request: ([identity], endpoint) => ({
    method: 'GET',
    url: `${endpoint}/api/v10/invites/${identity?.id ?? ''}?with_counts=true`,
    maxBodyBytes: 100_000,
  }),
  read([identity], outcome) {
    if (identity === undefined || outcome.kind !== 'response') return nothing
    const reply = jsonOf(outcome.body)
    if (outcome.status === 404 && numberAt(reply, 'code') === unknownInvite) {
      return new Map([
        [identity, {verdict: 'dead', reason: 'expired', evidence: `Discord: the invite ${identity.id} has expired or never was`}],
      ])
    }
    if (outcome.status !== 200 || textAt(reply, 'code') === undefined) return nothing
    const server = textAt(reply, 'guild', 'name') ?? ''
    return new Map([
      [
        identity,
        {
          verdict: 'ok',
          reason: 'registered',
          facts: {kind: 'other', title: server},
          evidence: `Discord: ${identity.id} leads to “${server}”`,
        },
      ],
    ])
  },
}

export const discord: Resolver = {
  name: 'discord',
  accepts: ({service, kind}) => service === 'discord' && kind === 'invite',
  sources: [invites],
  otherwise: 'error',
}
