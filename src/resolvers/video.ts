/**
 * Videos: YouTube's pages answer 200 for every id, its oEmbed endpoint says which exist.
 *
 * Sources: oEmbed specification, section 2.3.4; replies recorded from both services; asking for the thumbnail as well is lychee's idea.
 */
import type {Identity} from '../core/link/identity.ts'
import type {Resolver, Settlement, Source} from '../core/registry/resolver.ts'
import {at, isPage, jsonOf, numberAt, type Response, readOne, textAt, vouched} from './reply.ts'

function alive(identity: Identity, body: unknown, who: string): Settlement | undefined {
  const title = textAt(body, 'title') ?? ''
  // Some replies have everything but a title.
  if (title === '' && textAt(body, 'html') === undefined && numberAt(body, 'video_id') === undefined) return undefined
  const evidence = title === '' ? `${who}: ${identity.id} exists` : `${who}: ${identity.id} is “${title}”`
  const ok: Settlement = {verdict: 'ok', reason: 'registered', ...(title !== '' && {facts: {kind: 'other', title}}), evidence}
  return vouched(identity, ok, ['player'])
}

/** A bare "not found", as oEmbed endpoints say it; gateways say more, or something else. */
function isNotFound(status: number, body: string): boolean {
  return status === 404 && /^\s*(?:(?:404 )?not found|\{\s*\})?\s*$/i.test(body)
}

/** A source that asks about one identity per request. */
function single(
  source: Omit<Source, 'batchSize' | 'request' | 'read'>,
  urlOf: (identity: Identity, endpoint: string) => string,
  settle: (identity: Identity, response: Response) => Settlement | undefined,
  maxBodyBytes: number,
): Source {
  return {
    ...source,
    batchSize: 1,
    request: ([identity], endpoint) => ({method: 'GET', url: identity === undefined ? endpoint : urlOf(identity, endpoint), maxBodyBytes}),
    read: readOne(settle),
  }
}

function youtubeAddress({kind, id}: Identity): string {
  return kind === 'playlist' ? `https://www.youtube.com/playlist?list=${id}` : `https://www.youtube.com/watch?v=${id}`
}

const youtubeOembed = single(
  {name: 'youtube', endpoint: 'https://www.youtube.com', intervalMs: 100, concurrency: 3},
  (identity, endpoint) => `${endpoint}/oembed?format=json&url=${encodeURIComponent(youtubeAddress(identity))}`,
  (identity, {status, body}) => {
    // Error bodies are plain text labelled as JSON, and have come with status 200.
    const isForbidden = (status === 403 || status === 200) && /^\s*forbidden\s*$/i.test(body)
    if (status === 200 && !isForbidden) return alive(identity, jsonOf(body), 'YouTube')
    if (identity.kind !== 'video' || identity.mirror !== undefined) return undefined
    if (status === 401 && /^\s*(?:unauthorized)?\s*$/i.test(body))
      return {verdict: 'ok', reason: 'registered', evidence: `YouTube: ${identity.id} exists, embedding is switched off`}
    // A private video is of no use to readers. A wall's reply with this status looks different.
    if (isForbidden) return {verdict: 'dead', reason: 'private', evidence: `YouTube: ${identity.id} is private`}
    if (isNotFound(status, body)) return {verdict: 'dead', reason: 'not-found', evidence: `YouTube: no video ${identity.id}`}
    // 400 is the answer for ids that were never given out, and for questions that YouTube does not understand: the thumbnail decides.
    return undefined
  },
  100_000,
)

const youtubeThumbnail = single(
  {
    name: 'youtube-thumbnail',
    endpoint: 'https://img.youtube.com',
    intervalMs: 100,
    concurrency: 3,
    accepts: ({kind, mirror}) => kind === 'video' && mirror === undefined,
  },
  ({id}, endpoint) => `${endpoint}/vi/${id}/0.jpg`,
  // A picture may outlive its video, so 200 says nothing. For missing videos there is a grey picture, with status 404.
  ({id}, {status, headers}) =>
    status === 404 && /^image\//i.test(headers['content-type'] ?? '')
      ? {verdict: 'dead', reason: 'not-found', evidence: `YouTube: no picture of a video ${id}`}
      : undefined,
  0,
)

export const youtube: Resolver = {
  name: 'youtube',
  accepts: ({service, kind}) => service === 'youtube' && (kind === 'video' || kind === 'playlist'),
  sources: [youtubeOembed, youtubeThumbnail],
  // The page answers 200 for everything.
  otherwise: 'error',
}

const vimeoOembed = single(
  {name: 'vimeo', endpoint: 'https://vimeo.com', intervalMs: 200, concurrency: 2},
  ({id}, endpoint) => `${endpoint}/api/oembed.json?url=${encodeURIComponent(`https://vimeo.com/${id}`)}`,
  (identity, {status, body}) => {
    if (status === 200) return alive(identity, jsonOf(body), 'Vimeo')
    if (status === 403 && !isPage(body))
      return {verdict: 'ok', reason: 'registered', evidence: `Vimeo: ${identity.id} exists, embedding is restricted`}
    // A video that is hidden on the site may play where it is embedded.
    if (identity.form === 'player' || !isNotFound(status, body)) return undefined
    return {verdict: 'dead', reason: 'not-found', evidence: `Vimeo: no video ${identity.id}`}
  },
  100_000,
)

export const vimeo: Resolver = {
  name: 'vimeo',
  accepts: ({service, kind}) => service === 'vimeo' && kind === 'video',
  sources: [vimeoOembed],
  otherwise: 'web',
}

const bilibiliView = single(
  {name: 'bilibili', endpoint: 'https://api.bilibili.com', intervalMs: 1050, concurrency: 1},
  ({id}, endpoint) => `${endpoint}/x/web-interface/view?${id.startsWith('av') ? `aid=${id.slice(2)}` : `bvid=${id}`}`,
  // Bilibili's refusals of foreign IP addresses look like missing videos, so only a title is believed.
  (identity, {status, body}) => {
    const reply = status === 200 ? jsonOf(body) : undefined
    return numberAt(reply, 'code') === 0 ? alive(identity, at(reply, 'data'), 'Bilibili') : undefined
  },
  200_000,
)

export const bilibili: Resolver = {
  name: 'bilibili',
  accepts: ({service, kind}) => service === 'bilibili' && kind === 'video',
  sources: [bilibiliView],
  otherwise: 'error',
}
