/** HTTP as real servers speak it: broken, old, slow, coded, cut off. */
import {brotliCompressSync, deflateRawSync, deflateSync, gzipSync} from 'node:zlib'
import {page} from '../server.ts'
import {type Behaviour, behave, byMethod, bytes, first, reset, say} from './table.ts'

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
    '408 as soon as the connection is made',
    first(1, bytes('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'), body),
  ),
  row(
    'more bytes than announced, on a connection that is kept',
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
/** A reply whose header lines end with `end`. */
const ended = (name: string, end: string, lines: readonly string[], says = 'ok ok', text = body): Behaviour =>
  row(name, bytes(`${lines.join(end)}${end}${end}`, text), says)

// Checked against Chromium 140: it shows the page where this says `ok`.
behave('replies that browsers read although they break rules', [
  ended('lines that end with LF alone', '\n', [ok, html, told]),
  ended('LF alone, and no reason phrase', '\n', ['HTTP/1.1 200', html, told]),
  ended('LF alone, and 404', '\n', ['HTTP/1.1 404 Not Found', html, told], 'dead not-found'),
  row('LF alone here and there', bytes(`${ok}\r\n${html}\nX: a\r\n${told}\n\r\n`, body)),
  row('LF alone at the end of the headers', bytes(`${ok}\r\n${html}\r\n${told}\n\n`, body)),
  raw('a header folded over two lines', [ok, html, 'X-Long: one', ' two', told]),
  raw('a fold that folds nothing', [ok, ' folded', html, told]),
  raw('a folded type', [ok, 'Content-Type:', '\tapplication/zip', told], 'ok ok', '<title>404 Not Found</title><h1>Not Found</h1>'),
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
  raw('empty lines before all', ['', '', ok, html, 'garbage', told]),
  row('empty lines of LF before all', bytes(`\n\n${ok}\n${html}\n\n`, body)),
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
  raw('chunks that are a page, in HTTP/1.0', ['HTTP/1.0 200 OK', html, chunked]),
  raw('a place in a page of such a host', ['HTTP/1.1 200', html, 'garbage', told], 'ok ok', page('A', '<i id="x"></i>')),
  raw('a length and nothing, and no colon', [ok, html, 'garbage', told], 'error no-body', ''),
  row('of a host that always does so, not every page is asked for twice', bytes(`${ok}\n${html}\n\n`, body), 'ok ok', {
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
    'UTF-8 with a mark, called something else',
    'identity',
    Buffer.from('\ufeff<title>Страница не найдена</title><h1>Страница не найдена</h1>'),
    'text/html; charset=windows-1251',
  ),
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

const soft = {findings: ['soft-404']}
const coding = (
  name: string,
  body: Buffer,
  headers: Readonly<Record<string, string>>,
  says = 'dead soft-404',
  more: Partial<Behaviour> = soft,
): Behaviour => ({name, answers: {'/paper': say(200, headers, body), '/': page('Home')}, says, ...more})
const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex')
const wrap = (title: Buffer, head = ''): Buffer =>
  Buffer.concat([
    Buffer.from(`<html><head>${head}<title>`),
    title,
    Buffer.from('</title></head><body><h1>'),
    title,
    Buffer.from('</h1></body></html>'),
  ])
// "ページが見つかりません" in Shift_JIS and EUC-JP, "페이지를 찾을 수 없습니다" in EUC-KR, "Страница не найдена" in windows-1251, "找不到網頁" in Big5.
const sjis = hex('8379815b835782aa8ca982c282a982e882dc82b982f1')
const eucJp = hex('a5daa1bca5b8a4acb8aba4c4a4aba4eaa4dea4bba4f3')
const eucKr = hex('c6e4c0ccc1f6b8a620c3a3c0bb20bcf620bef8bdc0b4cfb4d9')
const cp1251 = hex('d1f2f0e0ededf6e020ede520ede0e9e4e5ede0')
const big5 = hex('a7e4a4a3a8ecbaf4adb6')

behave('further codings', [
  coding('Shift_JIS by its header', wrap(sjis), {'content-type': 'text/html; charset=Shift_JIS'}),
  coding('EUC-JP by http-equiv', wrap(eucJp, '<meta http-equiv="Content-Type" content="text/html; charset=EUC-JP">'), {
    'content-type': 'text/html',
  }),
  coding('EUC-KR by meta', wrap(eucKr, "<meta charset='euc-kr'>"), {'content-type': 'text/html'}),
  coding('windows-1251', wrap(cp1251), {'content-type': 'text/html; charset=windows-1251'}),
  coding('Big5', wrap(big5), {'content-type': 'text/html; charset=Big5'}),
  coding('gzip in two members', Buffer.concat([gzipSync(gone.slice(0, 20)), gzipSync(gone.slice(20))]), {'content-encoding': 'gzip'}),
  coding(
    'gzip that breaks in the middle',
    (() => {
      const bytes = gzipSync(page('A').repeat(20))
      bytes.fill(0xff, 60)
      return bytes
    })(),
    {'content-encoding': 'gzip'},
    'ok ok',
    {},
  ),
  coding('no coding at all', Buffer.from(gone), {'content-encoding': ''}),
  coding('a coding of old', Buffer.from(gone), {'content-encoding': 'x-none, binary'}),
  coding('HTML as PDF', Buffer.from(gone), {'content-type': 'application/pdf'}, 'error suspected-soft-404'),
  coding('HTML as an octet stream', Buffer.from(gone), {'content-type': 'application/octet-stream'}, 'ok ok', {}),
  coding('a page as plain text', Buffer.from(page('A')), {'content-type': 'text/plain'}, 'ok ok', {}),
  coding(
    'XHTML with an XML head',
    Buffer.from(
      `<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1></body></html>`,
    ),
    {'content-type': 'application/xhtml+xml'},
  ),
  coding('title in upper case, twice', Buffer.from('<TITLE>404 Not Found</TITLE><TITLE>Lab</TITLE><H1>404 Not Found</H1>'), {}),
  coding(
    'a title in entities',
    Buffer.from('<title>&#52;&#48;&#52; &#8211; Seite&nbsp;nicht&nbsp;gefunden</title><h1>Seite&nbsp;nicht gefunden</h1>'),
    {},
  ),
  coding('a title behind 3 KB of comment', Buffer.from(`<!-- ${'x'.repeat(3000)} -->${gone}`), {}),
  coding('a title behind 40 KB of script', Buffer.from(`<script>${'x;'.repeat(20000)}</script>${gone}`), {}, 'ok ok', {}),
])

const host = (name: string, answers: Behaviour['answers'], says: string, more: Partial<Behaviour> = {}): Behaviour => ({
  name,
  answers: {'/': page('Home'), ...answers},
  says,
  ...more,
})

behave('connections that misbehave', [
  host(
    'a page that drips',
    {
      '/paper': (_, response) => {
        response.writeHead(200, {'content-type': 'text/html'})
        let n = 0
        const text = page('A')
        const timer = setInterval(() => {
          if (n >= text.length || response.destroyed) clearInterval(timer)
          else response.write(text.slice(n, (n += 100)))
        }, 100)
      },
    },
    'ok ok',
  ),
  host(
    'a soft 404 that drips and stops',
    {
      '/paper': (_, response) => {
        response.writeHead(200, {'content-type': 'text/html'})
        response.write(gone)
      },
    },
    'error suspected-soft-404',
    soft,
  ),
  host(
    'multipart for ever',
    {
      '/paper': (_, response) => {
        response.writeHead(200, {'content-type': 'multipart/x-mixed-replace; boundary=x'})
        const timer = setInterval(
          () => (response.destroyed ? clearInterval(timer) : response.write('--x\r\nContent-Type: image/jpeg\r\n\r\nx\r\n')),
          50,
        )
      },
    },
    'ok ok',
  ),
  host(
    'events for ever',
    {
      '/paper': (_, response) => {
        response.writeHead(200, {'content-type': 'text/event-stream'})
        response.write('data: x\n\n')
      },
    },
    'ok ok',
  ),
  host(
    'a redirect whose body never ends',
    {
      '/paper': (_, response) => void response.writeHead(302, {location: '/a', 'content-length': 500}).write('<html>'),
      '/a': page('A'),
    },
    'ok ok',
  ),
  host('bare close after the headers', {'/paper': bytes('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n')}, 'error empty-page', soft),
  host(
    'HSTS, Alt-Svc, and other things',
    {
      '/paper': say(
        200,
        {'strict-transport-security': 'max-age=1', 'alt-svc': 'h3=":443"', 'clear-site-data': '"*"', link: '</a>; rel=canonical'},
        page('A'),
      ),
    },
    'ok ok',
  ),
  host('keep-alive with a timeout of nothing', {'*': say(200, {'keep-alive': 'timeout=0', connection: 'keep-alive'}, page('A'))}, 'ok ok', {
    paths: ['/1', '/2', '/3', '/4', '/5', '/6'],
  }),
  host(
    'close without saying so',
    {
      '*': (_, response) => {
        const text = page('A')
        response.socket?.end(
          `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: keep-alive\r\nContent-Length: ${text.length}\r\n\r\n${text}`,
        )
      },
    },
    'ok ok',
    {paths: ['/1', '/2', '/3', '/4', '/5', '/6']},
  ),
  host(
    'HEAD says nothing of the length',
    {
      '/paper.pdf': byMethod(
        say(200, {'content-type': 'application/pdf', 'content-length': 0}, ''),
        say(200, {'content-type': 'application/pdf'}, '%PDF-1.4'),
      ),
    },
    'ok ok',
    {paths: ['/paper.pdf']},
  ),
])
