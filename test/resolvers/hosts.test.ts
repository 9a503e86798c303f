/** Less usual answers of hosts of code, models, reviews and videos. */
import {describe, expect, test} from 'vitest'
import {identityOf} from '../../src/core/link/identity.ts'
import type {Outcome} from '../../src/core/probe.ts'
import {factsSaid, outcome, said, sourceOf} from './said.ts'

describe('GitHub', () => {
  const graphql = sourceOf('github', 'github')
  const [a, b] = ['https://github.com/lab/one', 'https://github.com/Lab/Two.git']
  const one = {nameWithOwner: 'lab/one', isArchived: false, isDisabled: false, isEmpty: false}
  const two = {...one, nameWithOwner: 'lab/two'}
  const error = (path: readonly unknown[], type = 'NOT_FOUND', message = 'Could not resolve to a Repository'): unknown => ({
    type,
    path,
    message,
  })
  const wrong = 'Something went wrong while executing your query. This may be the result of a timeout, or it could be a GitHub bug.'

  test.for([
    ['another case, and .git', 200, {data: {r0: one, r1: two}}, 'ok registered, ok registered'],
    ['a time-out', 200, {data: null, errors: [{message: wrong}]}, 'split'],
    ['the same, with null as text', 200, {data: 'null', errors: [{message: wrong}]}, 'split'],
    ['the same without data', 200, {errors: [{message: wrong}]}, 'split'],
    [
      'too many nodes',
      200,
      {errors: [{type: 'MAX_NODE_LIMIT_EXCEEDED', message: 'This query requests up to 600,000 possible nodes'}]},
      'split',
    ],
    [
      'too much work',
      200,
      {data: null, errors: [{type: 'RESOURCE_LIMITS_EXCEEDED', message: 'Resource limits for this query exceeded.'}]},
      'split',
    ],
    ['a time-out of a part', 200, {data: {r0: one, r1: null}, errors: [{path: ['r1'], message: wrong}]}, 'ok registered, -'],
    ['a query that it does not understand', 200, {errors: [{message: 'Parse error on "}"', extensions: {code: 'undefinedField'}}]}, '-, -'],
    [
      'SAML',
      200,
      {
        data: {r0: null, r1: two},
        errors: [
          {
            type: 'FORBIDDEN',
            path: ['r0'],
            extensions: {saml_failure: true},
            message: 'Resource protected by organization SAML enforcement.',
          },
        ],
      },
      'blocked no-access, ok registered',
    ],
    [
      'a list of allowed addresses',
      200,
      {
        data: {r0: null, r1: null},
        errors: [error(['r0'], 'FORBIDDEN', 'the organization has an IP allow list enabled'), error(['r1'], 'FORBIDDEN')],
      },
      'blocked no-access, blocked no-access',
    ],
    ['a part is forbidden', 200, {data: {r0: one, r1: null}, errors: [error(['r0', 'isLocked'], 'FORBIDDEN')]}, 'ok registered, -'],
    [
      'terms',
      200,
      {data: {r0: null, r1: two}, errors: [error(['r0'], 'FORBIDDEN', 'Repository access blocked')]},
      'dead disabled, ok registered',
    ],
    ['forbidden, of which no data came', 200, {data: {r1: two}, errors: [error(['r0'], 'FORBIDDEN')]}, 'blocked no-access, ok registered'],
    ['insufficient scopes', 200, {data: {r0: null, r1: null}, errors: [error(['r0'], 'INSUFFICIENT_SCOPES')]}, '-, -'],
    ['missing, and answered all the same', 200, {data: {r0: one, r1: two}, errors: [error(['r0'])]}, 'ok registered, ok registered'],
    ['missing, of which no data came', 200, {data: {}, errors: [error(['r0'])]}, 'dead not-found, -'],
    ['missing, with neither data', 200, {data: null, errors: [error(['r0'])]}, '-, -'],
    ['an error about another path', 200, {data: {r0: null, r1: null}, errors: [error(['r0', 'p0']), error(['viewer'])]}, '-, -'],
    ['an error without a path', 200, {data: {r0: null, r1: null}, errors: [{type: 'NOT_FOUND', message: 'x'}]}, '-, -'],
    ['errors of another shape', 200, {data: {r0: null, r1: two}, errors: {type: 'NOT_FOUND', path: ['r0']}}, '-, ok registered'],
    ['a record that is a list', 200, {data: {r0: [one], r1: 'lab/two'}}, '-, -'],
    [
      'flags that are text',
      200,
      {data: {r0: {...one, isDisabled: 'false'}, r1: {...two, isDisabled: null}}},
      'ok registered, ok registered',
    ],
    ['the integration may not', 403, {message: 'Resource not accessible by integration'}, '-, -'],
    ['a unicorn', 200, '<html><title>Unicorn! · GitHub</title></html>', '-, -'],
    ['a unicorn with 502', 502, '<html><title>Unicorn! · GitHub</title></html>', 'split'],
    ['nothing', 200, '', '-, -'],
    ['half', 200, '{"data":{"r0":{"nameWithOwner":"lab/one"', '-, -'],
  ] as const)('GraphQL: %s', ([, status, body, expected]) => {
    expect(said(graphql, [a, b], outcome(status, body))).toBe(expected)
  })

  test('a file of a release is not there because the release is', () => {
    const file = 'https://github.com/lab/one/releases/download/v1/a.zip'
    const read = (p0: object): string => said(graphql, [file], outcome(200, {data: {r0: {...one, p0}}}))
    expect(read({releaseAssets: {nodes: [{__typename: 'ReleaseAsset'}]}})).toBe('ok registered')
    expect(read({__typename: 'Release', releaseAssets: {nodes: []}})).toBe('-')
  })

  test.for([
    ['there', {p0: null, p1: {__typename: 'Blob'}, ref: {__typename: 'Tree'}}, [], 'ok registered'],
    ['not there', {p0: null, p1: null, p2: null, ref: {__typename: 'Tree'}}, [], 'dead not-found'],
    ['on a branch that is not there', {p0: null, ref: null}, [], '-'],
    ['not looked for', {ref: {__typename: 'Tree'}}, [], '-'],
    ['not found in time', {p0: null, ref: {__typename: 'Tree'}}, [{path: ['r0', 'p0'], message: wrong}], '-'],
  ] as const)('a notebook: %s', ([, parts, errors, expected]) => {
    const notebook = 'https://colab.research.google.com/github/lab/one/blob/main/a.ipynb'
    const reply = {data: {r0: {...one, ...parts}}, ...(errors.length > 0 && {errors})}
    expect(said(graphql, [notebook], outcome(200, reply))).toBe(expected)
  })

  const rest = sourceOf('github', 'github-rest')
  test.for([
    ['transferred', 200, {full_name: 'corp/one'}, 'moved renamed'],
    ['another case', 200, {full_name: 'LAB/One', archived: true}, 'ok registered'],
    ['disabled', 200, {full_name: 'lab/one', disabled: true}, 'dead disabled'],
    ['DMCA', 451, {message: 'Repository access blocked', block: {reason: 'dmca'}}, 'dead disabled'],
    ['blocked without a reason', 451, {message: 'Repository access blocked'}, 'dead disabled'],
    ['a proxy’s 451', 451, '<html><title>Unavailable For Legal Reasons</title></html>', '-'],
    ['a 451 of nobody', 451, '', '-'],
    ['terms', 403, {message: 'Repository access blocked', block: {reason: 'tos', html_url: null}}, 'dead disabled'],
    ['SAML', 403, {message: 'Resource protected by organization SAML enforcement.'}, '-'],
    [
      '404 with more words',
      404,
      {message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404'},
      'dead not-found',
    ],
    ['404 with other words', 404, {message: 'no healthy upstream'}, '-'],
    ['404 without words', 404, '', '-'],
    ['404 of Go', 404, '404 page not found', '-'],
    ['404 as a list', 404, ['Not Found'], '-'],
    ['200 with an error', 200, {message: 'Not Found'}, '-'],
    ['gone', 410, {message: 'This repository is gone'}, '-'],
    ['a bad token', 401, {message: 'Bad credentials'}, '-'],
    ['too many', 429, {message: 'API rate limit exceeded'}, '-'],
    ['server', 500, {message: 'Server Error'}, '-'],
  ] as const)('REST: %s', ([, status, body, expected]) => {
    expect(said(rest, [a], outcome(status, body))).toBe(expected)
  })
})

describe('Hugging Face', () => {
  const hub = sourceOf('huggingface', 'huggingface')
  const model = 'https://huggingface.co/lab/model'
  const signed = (reply: Outcome): Outcome => (reply.kind === 'response' ? {...reply, signed: true} : reply)

  test.for([
    ['missing or private', {error: 'Invalid username or password.'}, {}, 'dead not-found'],
    ['the same, its words in a header', '', {'x-error-message': 'Invalid username or password.'}, 'dead not-found'],
    [
      'a bad token',
      {error: 'Invalid credentials in Authorization header'},
      {'x-error-message': 'Invalid credentials in Authorization header'},
      '-',
    ],
    ['a wall', '<html>401</html>', {}, '-'],
  ] as const)('401: %s', ([, body, headers, expected]) => {
    expect(said(hub, [model], outcome(401, body, headers))).toBe(expected)
  })

  test('the page of a file in a missing repository decides', () => {
    const [identity] = ['https://huggingface.co/lab/model/blob/main/a.txt'].flatMap((url) => identityOf(url) ?? [])
    if (identity === undefined) throw new Error('no identity')
    const answer = hub.read([identity], outcome(401, {error: 'Invalid username or password.'}))
    expect(answer === 'split' ? answer : answer.get(identity)).toMatchObject({verdict: 'dead', pageDecides: true})
  })

  test('a mirror may have what the Hub doesn’t', () => {
    expect(said(hub, ['https://hf-mirror.com/lab/model'], outcome(401, {error: 'Invalid username or password.'}))).toBe('-')
  })

  test('401 after signing in is about the token', () => {
    expect(said(hub, [model], signed(outcome(401, {error: 'Invalid username or password.'})))).toBe('-')
    expect(said(hub, [model], signed(outcome(404, {error: 'Repository not found'}, {'x-error-code': 'RepoNotFound'})))).toBe(
      'dead not-found',
    )
  })

  test.for([
    ['gated', 200, {id: 'lab/model', gated: 'manual', private: false}, 'ok registered'],
    ['another case', 200, {id: 'Lab/Model'}, 'ok registered'],
    ['moved', 200, {id: 'other/model', private: false}, 'moved renamed'],
    ['disabled is null', 200, {id: 'lab/model', disabled: null}, 'ok registered'],
    ['no id', 200, {modelId: 'lab/model'}, '-'],
    ['a login page', 200, '<!doctype html><title>Hugging Face – Login</title>', '-'],
    ['a name that is none', 200, {id: '../../x'}, '-'],
    ['a byte order mark', 200, '\ufeff{"id":"lab/model"}', 'ok registered'],
    ['404 of a gateway', 404, '<html>404 Not Found</html>', '-'],
    ['403 gated', 403, {error: 'Access to model lab/model is restricted'}, '-'],
    ['429', 429, {error: 'We had to rate limit your IP'}, '-'],
    ['outage', 503, {error: 'Service Unavailable'}, '-'],
  ] as const)('%s', ([, status, body, expected]) => {
    expect(said(hub, [model], outcome(status, body))).toBe(expected)
  })
})

describe('OpenReview', () => {
  const notes = sourceOf('openreview', 'openreview')
  const urls = ['https://openreview.net/forum?id=tcbBPnfwxS', 'https://openreview.net/forum?id=aaaaaaaaaB']
  const note = (more: object): unknown => ({
    notes: [{id: 'tcbBPnfwxS', forum: 'tcbBPnfwxS', content: {title: {value: 'A Title'}, ...more}}],
  })

  test.for([
    ['one may not be seen', 403, {name: 'ForbiddenError', message: 'You do not have permission', status: 403}, 'split'],
    ['one is not there', 404, {name: 'NotFoundError', message: 'The Note aaaaaaaaaB was not found', status: 404}, 'split'],
    ['one cannot be read', 400, {name: 'ValidationError', message: 'ids is invalid', status: 400}, 'split'],
    ['a challenge', 403, {name: 'ChallengeRequiredError', status: 403}, '-, -'],
    ['the token has expired', 401, {name: 'TokenExpiredError', status: 401}, '-, -'],
    ['a limit', 429, {name: 'RateLimitError', message: 'Too many requests', status: 429}, '-, -'],
    ['a page', 200, '<html>Verifying your browser</html>', '-, -'],
    ['no notes', 200, {notes: null, count: 0}, '-, -'],
    ['notes that are none', 200, {notes: [null, 'x', []]}, '-, -'],
    ['a title of another shape', 200, note({title: {value: ['A Title']}}), 'ok registered, -'],
    ['another letter case', 200, {notes: [{id: 'TCBBPNFWXS', content: {title: {value: 'T'}}}]}, '-, -'],
  ] as const)('%s', ([, status, body, expected]) => {
    expect(said(notes, urls, outcome(status, body))).toBe(expected)
  })

  test.for([
    [{authors: {value: ['Ada Lovelace']}}, {authors: ['Ada Lovelace']}],
    [{authors: {value: [{fullname: 'Ada Lovelace', username: '~Ada_Lovelace1'}]}}, {authors: ['Ada Lovelace']}],
    [{authors: {value: 'Anonymous'}}, {}],
    [{authors: null, venue: {value: null}}, {}],
    [
      {venue: {value: 'ICLR 2024 Conference Withdrawn Submission'}},
      {venue: 'ICLR 2024 Conference Withdrawn Submission', accepted: false, withdrawn: 'ICLR 2024 Conference Withdrawn Submission'},
    ],
  ] as const)('%j', ([more, expected]) => {
    expect(factsSaid(notes, urls[0] ?? '', outcome(200, note(more)))).toEqual({kind: 'paper', titles: ['A Title'], ...expected})
  })
})

describe('videos', () => {
  const youtube = sourceOf('youtube', 'youtube')
  const clip = 'https://youtu.be/7xUZA9X78x0'
  test.for([
    ['no title', 200, {type: 'video', provider_name: 'YouTube', html: '<iframe></iframe>'}, 'ok registered'],
    ['an empty title', 200, {title: '', type: 'video', html: '<iframe></iframe>'}, 'ok registered'],
    ['an error with 200', 200, {error: 'not found'}, '-'],
    ['a list', 200, [], '-'],
    ['missing', 404, 'Not Found', 'dead not-found'],
    ['missing, without words', 404, '', 'dead not-found'],
    ['404 of Go', 404, '404 page not found', '-'],
    ['404 of a cluster', 404, 'default backend - 404', '-'],
    ['404 of a gateway', 404, {message: 'no Route matched with those values'}, '-'],
    ['private', 403, 'Forbidden', 'dead private'],
    ['a wall', 403, 'Forbidden by policy', '-'],
    ['gone', 410, 'Gone', '-'],
    ['embedding off', 401, 'Unauthorized', 'ok registered'],
    ['a bad question, or a bad id', 400, 'Bad Request', '-'],
    ['not implemented', 501, 'Not Implemented', '-'],
  ] as const)('YouTube: %s', ([, status, body, expected]) => {
    expect(said(youtube, [clip], outcome(status, body))).toBe(expected)
  })

  test('the mirror’s page decides about a video on a mirror', () => {
    const mirror = 'https://yewtu.be/watch?v=7xUZA9X78x0'
    expect(said(youtube, [mirror], outcome(404, 'Not Found'))).toBe('-')
    expect(said(youtube, [mirror], outcome(401, 'Unauthorized'))).toBe('-')
  })

  const vimeo = sourceOf('vimeo', 'vimeo')
  const [film, player] = ['https://vimeo.com/274396495', 'https://player.vimeo.com/video/274396495']
  test.for([
    [film, 200, {type: 'video', video_id: 274396495, domain_status_code: 403, provider_name: 'Vimeo'}, 'ok registered'],
    [film, 200, {error: 1}, '-'],
    [film, 403, {}, 'ok registered'],
    [film, 403, '', 'ok registered'],
    [film, 404, {}, 'dead not-found'],
    [film, 404, '404 Not Found', 'dead not-found'],
    [film, 404, 'default backend - 404', '-'],
    // Hidden on the site, it may play where it is embedded.
    [player, 404, {}, '-'],
    [player, 200, {title: 'T'}, 'ok registered'],
  ] as const)('Vimeo: %s answers %s %j', ([url, status, body, expected]) => {
    expect(said(vimeo, [url], outcome(status, body))).toBe(expected)
  })

  test.for([
    ['https://vimeo.com/showcase/12345678/video/274396495', '274396495'],
    ['https://vimeo.com/album/12345678/video/274396495', '274396495'],
    ['https://vimeo.com/channels/staffpicks/274396495', '274396495'],
    ['https://vimeo.com/channels/1234567/274396495', '274396495'],
    ['https://vimeo.com/groups/1234567/videos/274396495', '274396495'],
    ['https://vimeo.com/showcase/12345678', undefined],
    ['https://vimeo.com/event/1234567', undefined],
    ['https://vimeo.com/ondemand/1234567', undefined],
    ['https://vimeo.com/user1234567', undefined],
    ['https://vimeo.com/manage/videos/274396495', '274396495'],
    ['https://vimeo.com/274396495/0123456789', '274396495/0123456789'],
  ] as const)('%s is %s', ([url, id]) => {
    expect(identityOf(url)?.id).toBe(id)
  })
})

describe('Discord', () => {
  const invites = sourceOf('discord', 'discord')
  test.for([
    [200, {code: 'abcdef', guild: null}, 'ok registered'],
    [404, {message: 'Unknown Invite', code: 10006}, 'dead expired'],
    [404, {message: 'Unknown Guild', code: 10004}, '-'],
    [404, '', '-'],
    [200, {message: 'Unknown Invite', code: 10006}, '-'],
    [403, {message: 'Cloudflare error 1015', code: 0}, '-'],
    [429, {message: 'You are being blocked from accessing our API temporarily', code: 0}, '-'],
    [200, '<html>', '-'],
  ] as const)('%s %j', ([status, body, expected]) => {
    expect(said(invites, ['https://discord.gg/abcdef'], outcome(status, body))).toBe(expected)
  })
})
