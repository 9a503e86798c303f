/** HTTP as it is spoken out there: broken, old, slow, coded, cut off. */
import {brotliCompressSync, deflateRawSync, deflateSync, gzipSync} from 'node:zlib'
import {page} from '../server.ts'
import {type Behaviour, behave, bytes, first, reset, say} from './table.ts'

const body = page('A paper')
const length = Buffer.byteLength(body)
const row = (name: string, answer: Behaviour['answers'][string], says = 'ok ok', more: Partial<Behaviour> = {}): Behaviour => ({
  name,
  answers: {'*': answer},
  says,
  ...more,
})
/** A reply with its own header lines. */
const raw = (name: string, lines: readonly string[], says = 'ok ok', text = body): Behaviour =>
  row(name, bytes(`${lines.join('\r\n')}\r\n\r\n`, text), says)
const html = 'Content-Type: text/html'

behave('replies that break rules', [
  raw('no reason phrase', ['HTTP/1.1 200', html, `Content-Length: ${length}`]),
  raw('HTTP/1.0, ended by its end', ['HTTP/1.0 200 OK', html]),
  raw('HTTP/1.0 that keeps the connection', ['HTTP/1.0 200 OK', html, 'Connection: keep-alive', `Content-Length: ${length}`]),
  raw('bytes beyond ASCII in a header', ['HTTP/1.1 200 OK', html, 'X-Name: \xe9\xff', `Content-Length: ${length}`]),
  raw('a header without content', ['HTTP/1.1 200 OK', html, 'X-Empty:', `Content-Length: ${length}`]),
  raw('200 headers', ['HTTP/1.1 200 OK', html, ...Array.from({length: 200}, (_, index) => `X-H${index}: v`), `Content-Length: ${length}`]),
  raw('a header of 200 KB', ['HTTP/1.1 200 OK', html, `X-Big: ${'a'.repeat(200_000)}`, `Content-Length: ${length}`]),
  raw('headers without end', ['HTTP/1.1 200 OK', `X-Big: ${'a'.repeat(2_000_000)}`], 'error headers-too-large'),
  raw('a length twice', ['HTTP/1.1 200 OK', html, `Content-Length: ${length}`, `Content-Length: ${length}`]),
  raw('two lengths that differ', ['HTTP/1.1 200 OK', html, `Content-Length: ${length}`, 'Content-Length: 7'], 'error protocol'),
  raw('a length below zero', ['HTTP/1.1 200 OK', html, 'Content-Length: -1']),
  raw('a length too short', ['HTTP/1.1 200 OK', html, 'Connection: close', 'Content-Length: 100']),
  raw('a length too long', ['HTTP/1.1 200 OK', html, `Content-Length: ${length + 99}`]),
  raw('a length and nothing', ['HTTP/1.1 200 OK', html, 'Content-Length: 5000'], 'error no-body', ''),
  raw('chunks cut off', ['HTTP/1.1 200 OK', html, 'Transfer-Encoding: chunked'], 'ok ok', `${length.toString(16)}\r\n${body}`),
  raw('chunks that are none', ['HTTP/1.1 200 OK', html, 'Transfer-Encoding: chunked'], 'error no-body', 'zzz\r\n'),
  raw(
    'chunks with extensions and a trailer',
    ['HTTP/1.1 200 OK', html, 'Transfer-Encoding: chunked'],
    'ok ok',
    `${length.toString(16).toUpperCase()};a=b\r\n${body}\r\n0\r\nX-Sum: 1\r\n\r\n`,
  ),
  raw('one informational reply', ['HTTP/1.1 100 Continue', '', 'HTTP/1.1 200 OK', html, `Content-Length: ${length}`]),
  raw('early hints', ['HTTP/1.1 103 Early Hints', 'Link: </a.css>; rel=preload', '', 'HTTP/1.1 200 OK', html, `Content-Length: ${length}`]),
  raw('fifty informational replies', [
    ...Array.from({length: 50}, () => 'HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n'),
    'HTTP/1.1 200 OK',
    html,
    `Content-Length: ${length}`,
  ]),
  raw('101 that nobody asked for', ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade'], 'error protocol'),
  raw('an offer of HTTP/2, as Apache makes it', [
    'HTTP/1.1 200 OK',
    html,
    'Upgrade: h2,h2c',
    'Connection: Upgrade, close',
    `Content-Length: ${length}`,
  ]),
  row('no status line at all', bytes(body), 'error protocol'),
  row('another protocol', bytes('SSH-2.0-OpenSSH_9.6\r\n'), 'error protocol'),
  row('a status that is no number', bytes('HTTP/1.1 OK\r\n\r\n'), 'error empty-page', {findings: ['soft-404']}),
  row('nothing', bytes(''), 'error reset'),
  row(
    'a reset in the headers',
    (_, response) => response.socket?.write('HTTP/1.1 200 OK\r\nContent-Ty', () => response.socket?.resetAndDestroy()),
    'error reset',
  ),
  row('a reset once', first(1, reset, body)),
  row(
    '408 as soon as the connection stands',
    first(1, bytes('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'), body),
  ),
  row(
    'more bytes than announced, and the connection kept',
    (_, response) => response.socket?.write(`HTTP/1.1 200 OK\r\n${html}\r\nContent-Length: 40\r\n\r\n${body.slice(0, 100)}`),
    'ok ok',
    {
      paths: ['/1', '/2', '/3', '/4', '/5'],
    },
  ),
  row('no type, and a page', say(200, {'content-type': ''}, body)),
  row('a download', say(200, {'content-disposition': 'attachment; filename=paper.zip', 'content-type': 'application/zip'}, 'PK')),
])

const ok = 'HTTP/1.1 200 OK'
const told = `Content-Length: ${length}`
const chunked = 'Transfer-Encoding: chunked'
const chunks = `${length.toString(16)}\r\n${body}\r\n0\r\n\r\n`
/** The same with another end of the lines. */
const ended = (name: string, end: string, lines: readonly string[], says = 'ok ok', text = body): Behaviour =>
  row(name, bytes(`${lines.join(end)}${end}${end}`, text), says)

// What Chromium 140 makes of each was looked up: it shows the page where this says `ok`.
behave('replies that browsers read all the same', [
  ended('lines that end with LF alone', '\n', [ok, html, told]),
  ended('LF alone, and no reason phrase', '\n', ['HTTP/1.1 200', html, told]),
  ended('LF alone, and 404', '\n', ['HTTP/1.1 404 Not Found', html, told], 'dead not-found'),
  row('LF alone here and there', bytes(`${ok}\r\n${html}\nX: a\r\n${told}\n\r\n`, body)),
  row('LF alone at the end of the headers', bytes(`${ok}\r\n${html}\r\n${told}\n\n`, body)),
  raw('a header folded over two lines', [ok, html, 'X-Long: one', ' two', told]),
  raw('a fold that folds nothing', [ok, ' folded', html, told]),
  raw('a folded type', [ok, 'Content-Type:', '\tapplication/pdf', told], 'ok ok', '<title>404 Not Found</title><h1>Not Found</h1>'),
  raw('blanks before the colon', [ok, 'Content-Type : text/html', `Content-Length : ${length}`]),
  raw('blanks in a name', [ok, html, 'X My Header: b', told]),
  raw('a line without a colon', [ok, html, 'garbage', told]),
  raw('a header without a name', [ok, html, ': b', told]),
  raw('a name beyond ASCII', [ok, html, 'X-\xe9: b', told]),
  raw('a name with brackets', [ok, html, 'X-[a](b): c', told]),
  raw('control characters', [ok, html, 'X-A: b\x01c\x7f', told]),
  raw('NUL', [ok, html, 'X-A: b\0c', told], 'error protocol'),
  raw('warnings of PHP', [ok, '<br />', '<b>Warning</b>: Undefined index in <b>/var/www/x.php</b> on line <b>3</b><br />', html, told]),
  raw('the status twice', [ok, ok, html, told]),
  raw('a length and chunks', [ok, html, told, chunked], 'ok ok', chunks),
  raw('chunks and a length', [ok, html, chunked, told], 'ok ok', chunks),
  raw('chunks and lengths that differ', [ok, html, chunked, told, 'Content-Length: 7'], 'ok ok', chunks),
  raw('a length twice in one', [ok, html, `Content-Length: ${length}, ${length}`]),
  raw('a length with a sign', [ok, html, `Content-Length: +${length}`]),
  raw('a length in words', [ok, html, 'Content-Length: some']),
  raw('a length without content', [ok, html, 'Content-Length:']),
  raw('a length with decimals', [ok, html, `Content-Length: ${length}.0`]),
  raw('a length beyond all numbers', [ok, html, 'Content-Length: 99999999999999999999999']),
  raw('HTTP/1.2', ['HTTP/1.2 200 OK', html, told]),
  raw('HTTP/2 in words', ['HTTP/2 200 OK', html, told]),
  raw('HTTP/3.0', ['HTTP/3.0 200 OK', html, told]),
  raw('HTTP/1', ['HTTP/1 200 OK', html, told]),
  raw('no version', ['HTTP 200 OK', html, told]),
  raw('lower case', ['http/1.1 200 OK', html, told]),
  raw('two blanks before the status', ['HTTP/1.1  200 OK', html, told]),
  raw('no status', ['HTTP/1.1', html, told]),
  raw('a status with decimals', ['HTTP/1.1 404.3 Not Found', html, told], 'dead not-found'),
  raw('a status of four digits', ['HTTP/1.1 2000 OK', html, told], 'error protocol'),
  raw('blanks before all', ['  HTTP/1.1 200 OK', html, told]),
  raw('a mark of UTF-8 before all', ['\xef\xbb\xbfHTTP/1.1 200 OK', html, told]),
  raw('some words before all', ['Hello! HTTP/1.1 200 OK', html, told], 'error protocol'),
  raw(
    'a redirect with a blank before the colon',
    ['HTTP/1.1 301 Moved', 'Location : http://nowhere.invalid/', 'Content-Length: 0'],
    'dead dns',
  ),
  raw('a folded redirect', ['HTTP/1.1 301 Moved', 'Location:', ' http://nowhere.invalid/', 'Content-Length: 0'], 'dead dns'),
  raw('chunks whose lines end with LF', [ok, html, chunked], 'ok ok', chunks.replaceAll('\r', '')),
  raw('chunks with blanks behind their size', [ok, html, chunked], 'ok ok', chunks.replace('\r\n', '   \r\n')),
  raw('chunks with a trailer that is none', [ok, html, chunked], 'ok ok', chunks.replace(/0\r\n\r\n$/, '0\r\nbad trailer\r\n\r\n')),
  raw('chunks that are a page', [ok, html, chunked], 'error no-body'),
  raw('a place in a page of such a host', ['HTTP/1.1 200', html, 'garbage', told], 'ok ok', page('A', '<i id="x"></i>')),
  raw('a length and nothing, and no colon', [ok, html, 'garbage', told], 'error no-body', ''),
  row('a host that always does so is asked twice but once', bytes(`${ok}\n${html}\n\n`, body), 'ok ok', {
    paths: Array.from({length: 40}, (_, index) => `/${index}`),
    most: 60,
  }),
])

const gone = '<title>404 - Page not found</title><h1>Page not found</h1>'
const utf16 = (text: string, bigEndian = false): Buffer => {
  const little = Buffer.from(`\ufeff${text}`, 'utf16le')
  return bigEndian ? little.swap16() : little
}
const coded = (name: string, coding: string, content: Buffer, type = 'text/html'): Behaviour =>
  row(name, say(200, {'content-encoding': coding, 'content-type': type}, content), 'dead soft-404', {findings: ['soft-404']})

behave('a soft 404, however it is coded', [
  coded('gzip', 'gzip', gzipSync(gone)),
  coded('x-gzip', 'x-gzip', gzipSync(gone)),
  coded('upper case', 'GZIP', gzipSync(gone)),
  coded('deflate', 'deflate', deflateSync(gone)),
  coded('deflate without its header', 'deflate', deflateRawSync(gone)),
  coded('br', 'br', brotliCompressSync(gone)),
  coded('twice', 'gzip, br', brotliCompressSync(gzipSync(gone))),
  coded('gzip that is none', 'gzip', Buffer.from(gone)),
  coded('br that is none', 'br', Buffer.from(gone)),
  coded('a charset for a coding', 'utf-8', Buffer.from(gone)),
  coded('gzip without its end', 'gzip', gzipSync(gone).subarray(0, -8)),
  coded('UTF-16 with a mark', 'identity', utf16(gone)),
  coded('UTF-16 the other way round', 'identity', utf16(gone, true)),
  coded('UTF-16 by its type', 'identity', Buffer.from(gone, 'utf16le'), 'text/html; charset=utf-16le'),
  coded('UTF-8 with a mark', 'identity', Buffer.from(`\ufeff${gone}`)),
  coded(
    'GB 18030 by its meta',
    'identity',
    Buffer.concat([
      Buffer.from('<meta charset=gb18030><title>'),
      Buffer.from('d2b3c3e6b2bbb4e6d4da', 'hex'),
      Buffer.from('</title><h1>404</h1>'),
    ]),
  ),
  coded('a charset that is none', 'identity', Buffer.from(gone), 'text/html; charset=klingon'),
  coded('XHTML', 'identity', Buffer.from(`<?xml version="1.0"?>${gone}`), 'application/xhtml+xml'),
])
