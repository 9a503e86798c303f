/** Discord's invites: the page answers 200 for every code, the API knows which still work. Source: Discord Developer Documentation, "Get Invite". */
import type {Resolver, Source} from '../core/registry/resolver.ts'
import {jsonOf, numberAt, readOne, textAt} from './reply.ts'

/** Discord's error code for an invite that expired, was withdrawn or never existed. */
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
  read: readOne(({id}, {status, body}) => {
    const reply = jsonOf(body)
    if (status === 404 && numberAt(reply, 'code') === unknownInvite)
      return {verdict: 'dead', reason: 'expired', evidence: `Discord: the invite ${id} has expired or never existed`}
    if (status !== 200 || textAt(reply, 'code') === undefined) return undefined
    const title = textAt(reply, 'guild', 'name') ?? ''
    return {verdict: 'ok', reason: 'registered', facts: {kind: 'other', title}, evidence: `Discord: ${id} leads to “${title}”`}
  }),
}

export const discord: Resolver = {
  name: 'discord',
  accepts: ({service, kind}) => service === 'discord' && kind === 'invite',
  sources: [invites],
  otherwise: 'error',
}
