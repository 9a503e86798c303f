/** Videos, the Hugging Face Hub, Discord, archives, and pages that tests write themselves. */
import {html, json, type Service, text, tokens} from './service.ts'

export const youtube: Service = {
  hosts: ['www.youtube.com', 'youtube.com'],
  intervalMs: 0,
  concurrency: 4,
  limited: html('<title>Before you continue to YouTube</title>', 429),
  answer({path, query, world}) {
    if (path !== '/oembed') return html('<title>YouTube</title>')
    const id = /[?&]v=([\w-]+)/.exec(query.get('url') ?? '')?.[1]
    const video = world.videos?.find((each) => each.id === id)
    // Errors are plain text under a JSON label.
    const error = (status: number, body: string): ReturnType<typeof text> => ({
      ...text(body, status),
      headers: {'content-type': 'application/json'},
    })
    switch (video?.state) {
      case 'public':
        return json({title: video.title, author_name: 'Someone', type: 'video', provider_name: 'YouTube', html: '<iframe></iframe>'})
      case 'embedding-off':
        return error(401, 'Unauthorized')
      case 'private':
        return error(403, 'Forbidden')
      case 'deleted':
        return error(404, 'Not Found')
      default:
        return error(400, 'Bad Request')
    }
  },
}

export const thumbnails: Service = {
  hosts: ['img.youtube.com', 'i.ytimg.com'],
  intervalMs: 0,
  concurrency: 4,
  limited: {status: 429},
  answer({path, world}) {
    const id = /^\/vi\/([\w-]+)\//.exec(path)?.[1]
    const isThere = world.videos?.some((each) => each.id === id && each.state !== 'deleted') === true
    return {status: isThere ? 200 : 404, headers: {'content-type': 'image/jpeg'}, body: 'JPEG'}
  },
}

export const vimeo: Service = {
  hosts: ['vimeo.com'],
  intervalMs: 0,
  concurrency: 4,
  limited: html('Too many requests', 429),
  answer({path, query, world}) {
    if (path !== '/api/oembed.json') return html('<title>Vimeo</title>')
    const id = /vimeo\.com\/(\d+)/.exec(query.get('url') ?? '')?.[1]
    const video = world.videos?.find((each) => each.id === id)
    if (video?.state === 'public') return json({type: 'video', title: video.title, provider_name: 'Vimeo'})
    return json({}, video?.state === 'private' ? 403 : 404)
  },
}

export const hub: Service = {
  hosts: ['huggingface.co'],
  intervalMs: 600,
  concurrency: 2,
  secret: {header: 'authorization', value: `Bearer ${tokens.huggingface}`},
  limited: {status: 429, headers: {ratelimit: '"api";r=0;t=30', 'ratelimit-policy': '"fixed window";"api";q=500;w=300'}},
  answer({path, world}) {
    const [, kind, id] = /^\/api\/(models|datasets|spaces)\/(.+)$/.exec(path) ?? []
    const limits = {ratelimit: '"api";r=499;t=295', 'ratelimit-policy': '"fixed window";"api";q=500;w=300'}
    if (kind === undefined || id === undefined) {
      const page = path.replace(/^\/(?:datasets\/|spaces\/)?/, '')
      return html('<title>Hugging Face</title>', page === '' || world.hub?.some((each) => each.id === page) === true ? 200 : 404)
    }
    const found = world.hub?.find(
      (each) => each.kind === kind && [each.id, ...(each.formerIds ?? [])].some((name) => name.toLowerCase() === id.toLowerCase()),
    )
    if (found === undefined)
      return json({error: 'Invalid username or password.'}, 401, {...limits, 'x-error-message': 'Invalid username or password.'})
    if (found.id !== id) return {status: 307, headers: {...limits, location: `/api/${kind}/${found.id}`}}
    return json(
      {_id: '1', id: found.id, private: false, gated: found.gated === true ? 'auto' : false, disabled: found.disabled ?? false},
      200,
      limits,
    )
  },
}

export const discord: Service = {
  hosts: ['discord.com'],
  intervalMs: 500,
  concurrency: 1,
  limited: json({message: 'You are being rate limited.', retry_after: 1.5, global: false}, 429),
  answer({path, world}) {
    const code = /^\/api\/v10\/invites\/([\w-]+)$/.exec(path)?.[1] ?? ''
    const name = world.invites?.[code]
    if (name === undefined) return json({message: 'Unknown Invite', code: 10006}, 404)
    return json({type: 0, code, guild: {id: '1', name}, channel: {id: '1', name: 'general', type: 0}})
  },
}

export const wayback: Service = {
  hosts: ['archive.org'],
  intervalMs: 5000,
  concurrency: 1,
  limited: html('Too Many Requests', 429),
  answer({method, path, query, body, world}) {
    if (path !== '/wayback/available') return html('Not found', 404)
    const snapshots = (url: string): unknown => {
      const timestamp = world.captures?.[url]
      return timestamp === undefined
        ? {}
        : {closest: {status: '200', available: true, url: `http://web.archive.org/web/${timestamp}/${url}`, timestamp}}
    }
    if (method === 'GET') return json({url: query.get('url'), archived_snapshots: snapshots(query.get('url') ?? '')})
    const results = body.split('\n').map((line) => {
      const fields = new URLSearchParams(line)
      return {tag: fields.get('tag'), url: fields.get('url'), archived_snapshots: snapshots(fields.get('url') ?? '')}
    })
    return json({results})
  },
}

export const softwareHeritage: Service = {
  hosts: ['archive.softwareheritage.org'],
  intervalMs: 1000,
  concurrency: 1,
  limited: json({reason: 'Request was throttled.'}, 429, {'retry-after': '60'}),
  answer({path, world}) {
    const origin = /^\/api\/1\/origin\/(.+)\/visit\/latest\/$/.exec(path)?.[1] ?? ''
    if (world.archivedOrigins?.includes(origin) !== true)
      return json({exception: 'NotFoundExc', reason: `Origin with url ${origin} not found!`}, 404)
    return json({origin, visit: 1, date: '2021-09-02T20:20:31.231786+00:00', status: 'full', snapshot: 'a'.repeat(40), type: 'git'})
  },
}

/** Hosts without rules of their own: proceedings, Papers with Code, personal pages. */
export const pages: Service = {
  hosts: ['*'],
  intervalMs: 0,
  concurrency: 8,
  limited: html('Too many requests', 429),
  answer({host, rawPath, world}) {
    const page = world.pages?.[`${host}${rawPath}`]
    if (page === undefined) return html('<title>404 Not Found</title>', 404)
    return {...html(page.body ?? '', page.status), ...(page.location !== undefined && {headers: {location: page.location}})}
  },
}
