/** Places in pages that links name: those that are there, those that are not, and those that nobody can tell. */
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
const far = `${'<p>Words about words.</p>'.repeat(20_000)}`

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
    name: 'there: perhaps, where a script minds the fragment',
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
    name: 'a redirect without',
    answers: {'/old': lead(302, '/new'), '/new': page('A', section)},
    paths: ['/old#results'],
    says: 'ok ok',
    findings: ['fragment-missing'],
  },
])
