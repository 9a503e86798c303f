/** Fragments of links: those that are there, those that are missing, and those that nobody can judge. */
import {gzipSync} from 'node:zlib'
import {page} from '../server.ts'
import {type Behaviour, behave, bytes, lead, say} from './table.ts'

const section = '<h2 id="method">Method</h2>'
const row = (fragment: string, html: string, missing = false, more: Partial<Behaviour> = {}): Behaviour => ({
  name: `${missing ? 'missing' : 'there'}: ${fragment}`,
  answers: {'*': html},
  paths: [`/paper${fragment}`],
  says: 'ok ok',
  ...(missing && {findings: ['fragment-missing']}),
  ...more,
})
const there = (fragment: string, html: string, more: Partial<Behaviour> = {}): Behaviour => row(fragment, html, false, more)
const missing = (fragment: string, html: string, more: Partial<Behaviour> = {}): Behaviour => row(fragment, html, true, more)
const far = '<p>Words about words.</p>'.repeat(20_000)

behave('fragments', [
  there('#method', page('A', section)),
  there('#old', page('A', '<a name="old">Old</a>')),
  there('#area', page('A', '<map name="area"></map>')),
  there('#R%C3%A9sum%C3%A9', page('A', '<h2 id="Résumé">R</h2>')),
  there('#a%20b', page('A', '<h2 id="a b">R</h2>')),
  there('#a%20b', page('A', '<h2 id="a%20b">R</h2>'), {name: 'there: an id that is written with escapes'}),
  there('#a&b', page('A', '<h2 id="a&amp;b">R</h2>')),
  there('#usage', page('A', '<h2 id="user-content-usage">U</h2>')),
  there('#twice', page('A', '<i id="twice"></i><i id="twice"></i>')),
  there('#far', page('A', `${far}<h2 id="far">Far</h2>`)),
  there('#beyond', page('A', `${far.repeat(10)}<h2 id="beyond">Far</h2>`)),
  there('#a', page('Just a moment...', 'Enable JavaScript and cookies to continue'), {name: 'a wall has none', says: 'blocked bot-wall'}),
  there('#top', page('A')),
  there('#', page('A')),
  there('#:~:text=words', page('A')),
  there('#method:~:text=words', page('A', section)),
  there('#!/papers/1', page('A')),
  there('#/papers/1', page('A')),
  there('#L10', page('A')),
  there('#L10-L20', page('A')),
  there('#L10C3-L20C5', page('A')),
  there('#lines-10', page('A')),
  there('#line-10', page('A')),
  there('#page=3', page('A')),
  there('#t=1m30s', page('A')),
  there('#issuecomment-123', page('A')),
  there('#cell-id=abc', page('A')),
  missing('#results', page('A', section)),
  missing('#Method', page('A', section)),
  missing('#method', page('A', '<!-- <h2 id="method"> -->')),
  missing('#method', page('A', '<script>var x = \'<h2 id="method">\'</script>'), {name: 'missing: in a script'}),
  there('#method', page('A', `<template>${section}</template><script src="/a.js"></script>`), {
    name: 'there: in a template that a script may use',
  }),
  missing('#method', page('A', '<input name="method">'), {name: 'missing: a name of something else'}),
  missing('#far', page('A', far), {name: 'missing: in a long page'}),
  there('#x', '<title>App</title><div id="root"></div><script src="a.js"></script>', {name: 'there: perhaps, in an app'}),
  there(
    '#x',
    '<title>App</title><div id="main"></div><noscript>You need to enable JavaScript to run this app.</noscript><script src="a.js"></script>',
    {
      name: 'there: perhaps, in an app that apologises',
    },
  ),
  there('#x', '<title>App</title><div class="loading">Loading…</div><script type=module src="a.js"></script>', {
    name: 'there: perhaps, in an app that loads',
  }),
  there('#x', page('A', '<script>window.addEventListener("hashchange", go)</script>'), {
    name: 'there: perhaps, where a script handles the fragment',
  }),
  there('#x', page('A', '<script>if (location.hash) show(location.hash)</script>'), {
    name: 'there: perhaps, where a script reads the fragment',
  }),
  {name: 'a PDF', answers: {'*': say(200, {'content-type': 'application/pdf'}, '%PDF-1.4')}, paths: ['/a.pdf#section.1'], says: 'ok ok'},
  {name: 'plain text', answers: {'*': say(200, {'content-type': 'text/plain'}, 'words')}, paths: ['/a.txt#x'], says: 'ok ok'},
  {
    name: 'a page that is cut off',
    answers: {'*': bytes(`HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99999\r\n\r\n`, page('A'))},
    paths: ['/a#x'],
    says: 'ok ok',
  },
  {name: 'a page that is gone', answers: {}, paths: ['/a#x'], says: 'dead not-found'},
  {
    name: 'a redirect with a fragment of its own',
    answers: {'/old': lead(302, '/new#method'), '/new': page('A', section)},
    paths: ['/old#results'],
    says: 'ok ok',
  },
  {
    name: 'a redirect without a fragment',
    answers: {'/old': lead(302, '/new'), '/new': page('A', section)},
    paths: ['/old#results'],
    says: 'ok ok',
    findings: ['fragment-missing'],
  },
])

const hex = (text: string): Buffer => Buffer.from(text, 'hex')
const frag = (name: string, path: string, answer: Behaviour['answers'][string], missing = false): Behaviour => ({
  name,
  answers: {'*': answer},
  paths: [path],
  says: 'ok ok',
  ...(missing && {findings: ['fragment-missing']}),
})
behave('fragments of further pages', [
  frag(
    'GBK',
    '/a#%E6%96%B9%E6%B3%95',
    say(
      200,
      {'content-type': 'text/html; charset=gbk'},
      Buffer.concat([Buffer.from(`<title>x</title><p>${'words '.repeat(50)}</p><h2 id="`), hex('b7bdb7a8'), Buffer.from('">x</h2>')]),
    ),
  ),
  frag(
    'GBK, and it is missing',
    '/a#%E6%96%B9%E6%B3%96',
    say(
      200,
      {'content-type': 'text/html; charset=gbk'},
      Buffer.concat([Buffer.from(`<title>x</title><p>${'words '.repeat(50)}</p><h2 id="`), hex('b7bdb7a8'), Buffer.from('">x</h2>')]),
    ),
    true,
  ),
  frag(
    'Shift_JIS by meta',
    '/a#%E6%96%B9%E6%B3%95',
    say(
      200,
      {'content-type': 'text/html'},
      Buffer.concat([
        Buffer.from(`<meta charset=shift_jis><title>x</title><p>${'words '.repeat(50)}</p><h2 id="`),
        hex('95fb9640'),
        Buffer.from('">x</h2>'),
      ]),
    ),
  ),
  frag(
    'UTF-16',
    '/a#method',
    say(
      200,
      {'content-type': 'text/html'},
      Buffer.from(`\ufeff<title>x</title><p>${'words '.repeat(50)}</p><h2 id="method">x</h2>`, 'utf16le'),
    ),
  ),
  frag(
    'UTF-16, and it is missing',
    '/a#results',
    say(
      200,
      {'content-type': 'text/html'},
      Buffer.from(`\ufeff<title>x</title><p>${'words '.repeat(50)}</p><h2 id="method">x</h2>`, 'utf16le'),
    ),
    true,
  ),
  frag(
    'Latin-1',
    '/a#caf%C3%A9',
    say(
      200,
      {'content-type': 'text/html; charset=iso-8859-1'},
      Buffer.from(`<title>x</title><p>${'words '.repeat(50)}</p><h2 id="caf\xe9">x</h2>`, 'latin1'),
    ),
  ),
  frag('gzip', '/a#method', say(200, {'content-encoding': 'gzip'}, gzipSync(page('A', '<i id=method>')))),
  frag('an id without quotes', '/a#method', page('A', '<h2 id=method>')),
  frag('an id whose attribute is in upper case', '/a#method', page('A', '<h2 ID="method">')),
  frag('an id with a quote entity', '/a#it%27s', page('A', '<h2 id="it&#39;s">')),
  frag('an email address', '/cdn-cgi/l/email-protection#7a1e15', page('Email Protection')),
  frag('a place in SVG', '/a.svg#layer1', say(200, {'content-type': 'image/svg+xml'}, '<svg><g id="other"/></svg>')),
  frag('a view of SVG', '/a.svg#svgView(viewBox(0,0,1,1))', say(200, {'content-type': 'image/svg+xml'}, '<svg/>')),
  frag('a place of a PDF by name', '/a#nameddest=x', say(200, {'content-type': 'application/pdf'}, '%PDF')),
  frag('RFC section of plain text', '/rfc.txt#section-3', say(200, {'content-type': 'text/plain'}, 'words')),
  // The next two may exist for some readers, or once a script has run.
  frag('a place inside noscript', '/a#method', page('A', '<noscript><h2 id="method"></h2></noscript>')),
  frag('a place inside a template', '/a#method', page('A', '<template><h2 id="method"></h2></template>'), true),
  frag('a place inside a textarea', '/a#method', page('A', '<textarea><h2 id="method"></h2></textarea>'), true),
  frag('base elsewhere', '/a#method', page('A', '<base href="http://elsewhere.invalid/"><h2 id="method"></h2>')),
  frag('Wikipedia, dots', '/a#See.C3.A9', page('A', '<span id="See.C3.A9"></span>')),
  frag('a plus for a blank', '/a#a+b', page('A', '<span id="a+b"></span>')),
  frag('a file shown by GitLab', '/a#x', page('A', '<meta content="GitLab" property="og:site_name">')),
  frag('React docs', '/a#x', page('A', '<script>document.getElementById(decodeURIComponent(location.hash.slice(1)))</script>')),
  frag('a module script, which may not handle it', '/a#x', page('A', '<script type="module" src="/main.js"></script>'), true),
])
