/** A stand-in for the Actions cache service, version 2, and the blob storage behind it. */
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {onTestFinished} from 'vitest'

export interface CacheService {
  readonly url: string
  /** Keys under which something was stored, in order. */
  readonly keys: readonly string[]
}

/** Starts it; it ends with the test. Restores by the newest key that starts with one of those asked for. */
export async function cacheService(): Promise<CacheService> {
  const blobs = new Map<string, Buffer>()
  const keys: string[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    const {port} = server.address() as AddressInfo
    const {pathname, searchParams} = new URL(request.url ?? '/', 'http://x')
    const blobUrl = (key: string): string => `http://127.0.0.1:${port}/caches/${encodeURIComponent(key)}?sig=x`
    const send = (value: object): void => void response.writeHead(200, {'content-type': 'application/json'}).end(JSON.stringify(value))

    if (pathname.endsWith('/CreateCacheEntry')) return send({ok: true, signed_upload_url: blobUrl(JSON.parse(`${body}`).key)})
    if (pathname.endsWith('/FinalizeCacheEntryUpload')) {
      keys.push(JSON.parse(`${body}`).key)
      return send({ok: true, entry_id: '1'})
    }
    if (pathname.endsWith('/GetCacheEntryDownloadURL')) {
      const {key, restore_keys: prefixes = []} = JSON.parse(`${body}`)
      const found = keys.findLast((one) => [key, ...prefixes].some((prefix: string) => one.startsWith(prefix)))
      return send(found === undefined ? {ok: false} : {ok: true, signed_download_url: blobUrl(found), matched_key: found})
    }
    const key = decodeURIComponent(pathname.slice('/caches/'.length))
    const headers = {etag: '"x"', 'last-modified': new Date(0).toUTCString(), 'x-ms-request-id': '1', 'x-ms-blob-type': 'BlockBlob'}
    if (request.method === 'PUT') {
      if (searchParams.get('comp') !== 'blocklist') blobs.set(key, body)
      return void response.writeHead(201, headers).end()
    }
    const blob = blobs.get(key)
    if (blob === undefined) return void response.writeHead(404).end()
    response.writeHead(200, {...headers, 'content-length': blob.length}).end(request.method === 'HEAD' ? undefined : blob)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return {url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, keys}
}
