/** Video services: YouTube, Vimeo, Bilibili. */
import {type Address, queryValue, segmentsOf} from './address.ts'
import type {Identity} from './service.ts'

const youtubeId = /^[A-Za-z0-9_-]{11}$/

function youtubeVideo(text: string | undefined): Identity {
  const id = text ?? ''
  if (youtubeId.test(id)) return {service: 'youtube', kind: 'video', id}
  // Whatever follows an id by mistake can't be one of its characters, so the id ends before it.
  const meant = /^[A-Za-z0-9_-]{11}(?![A-Za-z0-9_-])/.exec(id)
  return {service: 'youtube', kind: 'malformed', id: meant?.[0] ?? ''}
}

function youtubePath(path: string, query: string): Identity | undefined {
  const [first, second] = segmentsOf(path)
  switch (first) {
    case undefined:
      return undefined
    case 'watch': {
      const id = queryValue(query, 'v') ?? (second !== undefined && youtubeId.test(second) ? second : undefined)
      if (id !== undefined) return youtubeVideo(id)
      const list = queryValue(query, 'list')
      if (list === undefined) return {...youtubeVideo(queryValue(query, '=v')), kind: 'malformed'}
      return {service: 'youtube', kind: 'playlist', id: list}
    }
    case 'embed':
      if (second === 'videoseries') return {service: 'youtube', kind: 'playlist', id: queryValue(query, 'list') ?? ''}
      return youtubeVideo(second)
    case 'v':
    case 'e':
    case 'shorts':
    case 'live':
    case 'vi':
      return youtubeVideo(second)
    case 'attribution_link': {
      const target = queryValue(query, 'u') ?? ''
      const question = target.indexOf('?')
      return question < 0 ? undefined : youtubePath(target.slice(0, question), target.slice(question + 1))
    }
    case 'playlist': {
      const list = queryValue(query, 'list')
      return list === undefined ? {service: 'youtube', kind: 'malformed', id: ''} : {service: 'youtube', kind: 'playlist', id: list}
    }
    case 'channel':
    case 'c':
    case 'user':
      return second === undefined ? undefined : {service: 'youtube', kind: 'channel', id: second}
    default:
      return first.startsWith('@') ? {service: 'youtube', kind: 'channel', id: first} : undefined
  }
}

const ofYoutube = ({path, query}: Address): Identity | undefined => youtubePath(path, query)

const mirrored = (address: Address): Identity | undefined => {
  const identity = ofYoutube(address)
  return identity === undefined ? undefined : {...identity, mirror: address.host}
}

export const videoHosts: Readonly<Record<string, (address: Address) => Identity | undefined>> = {
  'youtube.com': ofYoutube,
  'm.youtube.com': ofYoutube,
  'music.youtube.com': ofYoutube,
  'gaming.youtube.com': ofYoutube,
  'youtube-nocookie.com': ofYoutube,
  'youtube.googleapis.com': ofYoutube,
  'img.youtube.com': mirrored,
  'i.ytimg.com': mirrored,
  'yewtu.be': mirrored,
  'youtu.be': ({path}) => {
    const [id] = segmentsOf(path)
    return id === undefined ? undefined : youtubeVideo(id)
  },
  'vimeo.com': ({path}) => {
    const parts = segmentsOf(path)
    // Collections have numbers, too, which come before the video's.
    const id = /^(?:user|blog|help|features|event|ondemand)/.test(parts[0] ?? '')
      ? undefined
      : parts.find((part, index) => /^\d{6,}$/.test(part) && !(index === 1 && /^(?:showcase|album|channels|groups)$/.test(parts[0] ?? '')))
    if (id === undefined) return undefined
    // An unlisted video's address has a hash after the id.
    const hash = parts[0] === id && parts[1] !== undefined && /^[0-9a-f]{8,12}$/.test(parts[1]) ? `/${parts[1]}` : ''
    return {service: 'vimeo', kind: 'video', id: `${id}${hash}`}
  },
  'player.vimeo.com': ({path, query}) => {
    const [first, id] = segmentsOf(path)
    if (first !== 'video' || id === undefined || !/^\d{6,}$/.test(id)) return undefined
    const hash = queryValue(query, 'h')
    return {service: 'vimeo', kind: 'video', id: hash === undefined ? id : `${id}/${hash}`, form: 'player'}
  },
  'bilibili.com': bilibili,
  'm.bilibili.com': bilibili,
}

function bilibili({path}: Address): Identity | undefined {
  const [first, id = ''] = segmentsOf(path)
  if (first === 'video' && /^BV[A-Za-z0-9]{10}$|^av\d+$/.test(id)) return {service: 'bilibili', kind: 'video', id}
  if (first === 'read' && /^cv\d+$/.test(id)) return {service: 'bilibili', kind: 'article', id}
  return undefined
}
