/** Where redirects lead, and pages that redirect themselves. */
import {page} from '../server.ts'
import {doc} from './documents.ts'
import {type Behaviour, behave, bytes, first, lead, say} from './table.ts'

const row = (name: string, answers: Behaviour['answers'], says: string, more: Partial<Behaviour> = {}): Behaviour => ({
  name,
  answers: '*' in answers ? answers : {'/': page('Home'), ...answers},
  says,
  ...more,
})
const login = '<title>Sign in</title><h1>Sign in</h1><form><input name=user><input type=password></form>'
const isSuspect = {findings: ['soft-404']}

behave('redirects', [
  row('temporary, then permanent', {'/paper': lead(302, '/a'), '/a': lead(301, '/b'), '/b': page('B')}, 'ok ok'),
  row(
    'permanent, temporary, permanent',
    {'/paper': lead(301, '/a'), '/a': lead(307, '/b'), '/b': lead(308, '/c'), '/c': page('C')},
    'moved moved',
    {
      moved: '/a',
    },
  ),
  row('to a port of mail servers, which browsers refuse to ask', {'/paper': lead(302, 'http://127.0.0.1:25/')}, 'dead unsafe-port', {
    most: 2,
  }),
  row('an outage to whose notice it led', {'/paper': first(1, lead(302, '/sorry'), page('A')), '/sorry': 503}, 'ok ok', {most: 4}),
  row(
    'a cookie, then permanent',
    {'/paper': first(1, lead(302, '/paper', {'set-cookie': 'x=1; Path=/'}), lead(301, '/a')), '/a': page('A')},
    'moved moved',
    {moved: '/a'},
  ),
  row(
    'a cookie elsewhere, then permanent',
    {
      '/paper': first(1, lead(302, '/cookie'), lead(301, '/a')),
      '/cookie': lead(302, '/paper', {'set-cookie': 'x=1; Path=/'}),
      '/a': page('A'),
    },
    'moved moved',
    {moved: '/a'},
  ),
  row(
    'permanent there and back',
    {'/paper': lead(301, '/a'), '/a': first(1, lead(301, '/paper', {'set-cookie': 'x=1; Path=/'}), page('A'))},
    'moved moved',
    {moved: '/a'},
  ),
  row('303', {'/paper': lead(303, '/a'), '/a': page('A')}, 'ok ok'),
  row('300 is no redirect', {'/paper': say(300, {location: '/gone'})}, 'ok ok'),
  row('a relative address', {'/paper': lead(302, 'a?x=1'), '/a': page('A')}, 'ok ok'),
  row('a query alone', {'/paper?x=1': page('A'), '/paper': lead(302, '?x=1')}, 'ok ok'),
  row('backslashes', {'/paper': lead(302, '\\a\\b'), '/a/b': page('A')}, 'ok ok'),
  row('the same Location twice', {'/paper': say(301, {location: ['/a', '/a']}, ''), '/a': page('A')}, 'moved moved', {moved: '/a'}),
  row('two different Locations', {'/paper': say(301, {location: ['/a', '/b']}, ''), '/a': page('A')}, 'error no-location'),
  row('a Location without content', {'/paper': say(302, {location: ''}, '')}, 'error no-location'),
  row(
    'no Location, and XML that says why',
    {'/paper': say(301, {'content-type': 'application/xml'}, '<Error><Code>PermanentRedirect</Code></Error>')},
    'error no-location',
  ),
  row('an address that is none', {'/paper': lead(302, 'http://[')}, 'error bad-location'),
  row('a port that is none', {'/paper': lead(302, 'http://127.0.0.1:99999/')}, 'error bad-location'),
  row('another scheme', {'/paper': lead(302, 'mailto:a@example.org')}, 'error bad-location'),
  row('a script', {'/paper': lead(302, 'javascript:alert(1)')}, 'error bad-location'),
  row(
    'a loop that grows',
    {'/paper': ({path}, response) => response.writeHead(302, {location: `${path}${path.includes('?') ? '&' : '?'}r=1`}).end()},
    'dead redirect-loop',
    {
      most: 22,
    },
  ),
  row(
    'a loop whose cookie always changes',
    {'/paper': (_, response, times) => response.writeHead(302, {location: '/paper', 'set-cookie': `n=${times}; Path=/`}).end()},
    'dead redirect-loop',
    {
      most: 22,
    },
  ),
  row('to its own fragment', {'/paper': lead(301, '/paper#top')}, 'dead redirect-loop', {most: 22}),
  row('to 403', {'/paper': lead(301, '/a'), '/a': 403}, 'blocked forbidden'),
  row('to 410', {'/paper': lead(302, '/a'), '/a': 410}, 'dead gone'),
  row('to 500', {'/paper': lead(301, '/a'), '/a': 500}, 'error server-error', {most: 6}),
  row('to a host that does not exist', {'/paper': lead(302, 'http://nowhere.invalid/')}, 'dead dns'),
  row('a session in the new address', {'/paper': lead(301, '/a;jsessionid=0A1B2C3D4E5F60718293A4B5C6D7E8F9'), '*': page('A')}, 'ok ok'),
  row('a ticket in the new query', {'/paper': lead(301, '/a?ticket=ST-12345-abcdef'), '*': page('A')}, 'ok ok'),
  row('a token in the new query', {'/paper': lead(301, '/a?access_token=eyJhbGciOiJIUzI1NiJ9.e30.x'), '*': page('A')}, 'ok ok'),
  row('bytes that are not UTF-8', {'/paper': lead(302, '/caf\xe9'), '/caf%E9': page('A')}, 'ok ok'),
  row('a session in the new query', {'/paper': lead(301, '/a?PHPSESSID=q1w2e3r4t5y6u7i8o9p0asdf'), '*': page('A')}, 'ok ok'),
])

behave('redirects to a login', [
  ...[
    '/signin?returnUrl=%2Fpaper',
    '/users/sign_in',
    '/auth/login?redirect=/paper',
    '/account/signin',
    '/user/login?destination=paper',
    '/adfs/ls/?wa=wsignin1.0',
    '/cas/login?service=x',
    '/Shibboleth.sso/Login?target=x',
    '/o/oauth2/v2/auth?client_id=1',
    '/login.html',
    '/members/log-in.php',
    '/?login=1&next=%2Fpaper',
    '/?login=required',
    '/index.php?action=login',
    '/account/enter?return_to=%2Fpaper',
    '/consent?continue=http%3A%2F%2Fx%2Fpaper',
    '/anmelden',
    '/connexion?retour=/paper',
    '/-/saml/x',
    '/realms/lab/protocol/openid-connect/auth?redirect_uri=x',
    '/enter?next=http://127.0.0.1/x/paper',
    '/wayf?entityID=https%3A%2F%2Flab.example',
  ].map((to) =>
    row(to, {'/paper': lead(302, to), '*': '<title>Lab</title><div id="root"></div><script src="/a.js"></script>'}, 'blocked login'),
  ),
  row(
    'a login that sends whoever keeps no cookie round in a circle',
    {'/paper': lead(303, '/authorize?client=x'), '/authorize': lead(302, '/paper')},
    'blocked login',
    {most: 4},
  ),
  row('a consent that never ends', {'/paper': lead(302, '/consent?continue=%2Fpaper'), '/consent': lead(302, '/paper')}, 'blocked login', {
    most: 4,
  }),
  row('a challenge that leads to itself', {'/paper': lead(307, '/challenge'), '/challenge': lead(307, '/challenge')}, 'blocked bot-wall', {
    most: 4,
  }),
  row('a form for a password under any name', {'/paper': lead(302, '/willkommen'), '*': login}, 'blocked login'),
  row('a viewer that is told the file', {'/paper': lead(302, '/viewer?file=/paper'), '*': page('Viewer')}, 'ok ok'),
  row(
    'a login that lets everybody in',
    {'/paper': lead(302, '/login?next=/full'), '/login': lead(302, '/full', {'set-cookie': 'guest=1'}), '/full': page('Full')},
    'ok ok',
  ),
])

const deep = '/people/smith/papers/icml-2014.html'
behave('redirects to the home page', [
  ...[
    '/',
    '/index.html',
    '/en/',
    '/zh-CN',
    '/home',
    '/?lang=en',
    '/?utm_source=old',
    '/index.php',
    '/default.aspx',
    '/de/index.html',
    '/en/home',
  ].map((to) => row(to, {[deep]: lead(301, to), '*': page('Home')}, 'error redirect-to-home', {paths: [deep], ...isSuspect})),
  row('a page under its number', {[deep]: lead(301, '/?p=1234'), '*': page('Paper')}, 'moved moved', {paths: [deep], moved: '/?p=1234'}),
  row('by a script', {[deep]: '<title>x</title><script>window.location.href = "/";</script>'}, 'error redirect-to-home', {
    paths: [deep],
    ...isSuspect,
  }),
  row('by a refresh', {[deep]: '<meta http-equiv=refresh content="3;url=/">You will be taken to our home page'}, 'error redirect-to-home', {
    paths: [deep],
    ...isSuspect,
  }),
  row('the home page in a language', {'/index.html': lead(302, '/en/'), '/en/': page('Home')}, 'ok ok', {paths: ['/index.html']}),
  row('an error page', {'/paper': lead(302, '/404.html'), '*': page('Lab')}, 'dead soft-404', isSuspect),
  row('an error page of ASP.NET', {'/paper': lead(302, '/Error.aspx?aspxerrorpath=/paper'), '*': page('Lab')}, 'dead soft-404', isSuspect),
  row('an error told in the query', {'/paper': lead(302, '/index.php?error=404'), '*': page('Lab')}, 'dead soft-404', isSuspect),
  row('an error told in the query of the home page', {'/paper': lead(302, '/?notfound=1'), '*': page('Lab')}, 'dead soft-404', isSuspect),
  row('a publisher that wants cookies', {'/paper': lead(302, '/action/cookieAbsent'), '*': page('Lab')}, 'blocked bot-wall'),
])

behave('pages that lead on', [
  row('Refresh header to a page that is gone', {'/paper': say(200, {refresh: '0; url=/gone'}, '')}, 'dead not-found'),
  row('Refresh header to a page', {'/paper': say(200, {refresh: '0;/a'}, ''), '/a': page('A')}, 'ok ok'),
  row(
    'two pages that lead to each other',
    {'/paper': '<meta http-equiv=refresh content="0;url=/a">', '/a': '<meta http-equiv=refresh content="0;url=/paper">'},
    'error redirect-loop',
  ),
  row(
    'a page that is reloaded once it has set a cookie',
    {
      '/paper': ({headers}, response) =>
        headers.cookie === 'seen=1'
          ? response.writeHead(404).end()
          : response
              .writeHead(200, {'content-type': 'text/html', 'set-cookie': 'seen=1; Path=/'})
              .end('<meta http-equiv=refresh content="0;url=/paper">One moment'),
    },
    'dead not-found',
  ),
  row('a slow refresh is to be read', {'/paper': page('News', '<meta http-equiv="refresh" content="600; url=/gone">')}, 'ok ok'),
  row('a script in a page of its own', {'/paper': page('App', '<script>if (old) location.href = "/gone"</script>')}, 'ok ok'),
  row('top.location', {'/paper': "<script>top.location.replace('/gone')</script>"}, 'dead not-found'),
  row(
    'document.location',
    {'/paper': '<body onload="x()"><script>function x() { document.location = "/gone" }</script>'},
    'dead not-found',
  ),
  row('onload', {'/paper': '<body onload="window.location=\'/gone\'">Please follow the link</body>'}, 'dead not-found'),
  row(
    'a refresh from a base',
    {'/paper': '<base href="/dir/"><meta http-equiv="refresh" content="0;url=a">Moved', '/dir/a': page('A')},
    'ok ok',
  ),
  row('a shortener’s script', {'/paper': '<title>x</title><script>location.replace("\\/gone\\/a")</script>', '*': 404}, 'dead not-found'),
  row('a frameset', {'/paper': '<title>Lab</title><frameset><frame src="/a"></frameset>'}, 'ok ok'),
  row('to a login', {'/paper': '<script>location.href="/login?next=/paper"</script>', '/login': login}, 'blocked login'),
])

behave('redirects of further kinds', [
  row('no Location, and a page', {'/paper': say(302, {}, page('A paper'))}, 'ok ok'),
  row('no Location, and an error', {'/paper': say(302, {}, '<title>404 Not Found</title><h1>Not Found</h1>')}, 'dead soft-404', isSuspect),
  row(
    '301, no Location, a page that leads on',
    {'/paper': say(301, {}, '<meta http-equiv=refresh content="0;url=/a">'), '/a': page('A')},
    'ok ok',
  ),
  row(
    'to itself, once',
    {
      '/paper': (_, response, times) =>
        void (times === 1 ? response.writeHead(301, {location: '/paper'}).end() : response.end(page('A paper'))),
    },
    'ok ok',
  ),
  row(
    'to itself, three times',
    {
      '/paper': (_, response, times) =>
        void (times <= 3 ? response.writeHead(302, {location: '/paper'}).end() : response.end(page('A paper'))),
    },
    'ok ok',
  ),
  row('to itself, for ever', {'/paper': lead(301, '/paper')}, 'dead redirect-loop', {most: 2}),
  row('with all its site to the front page, for now', {'*': lead(302, '/')}, 'error redirect-loop'),
  row('with all its site to the front page, for good', {'*': lead(301, '/')}, 'dead redirect-loop'),
  row('to a route of an app', {[deep]: lead(302, '/#/papers/icml-2014'), '/': page('App')}, 'ok ok', {paths: [deep]}),
  row('for good to a route of an app', {[deep]: lead(301, '/#!/papers/icml-2014'), '/': page('App')}, 'moved moved', {
    paths: [deep],
    moved: '/#!/papers/icml-2014',
  }),
  row('to a place in the home page', {[deep]: lead(302, '/#icml-2014'), '/': page('Home', '<i id=icml-2014>')}, 'ok ok', {paths: [deep]}),
  row('to a search for its name', {[deep]: lead(302, '/search?q=icml-2014'), '/search': page('Results')}, 'error redirect-to-search', {
    paths: [deep],
    ...isSuspect,
  }),
  row('for good to a search for its name', {[deep]: lead(301, '/?s=icml+2014'), '/': page('Results')}, 'error redirect-to-search', {
    paths: [deep],
    ...isSuspect,
  }),
  row('to a search of another thing', {'/papers': lead(302, '/search?type=papers'), '/search': page('Results')}, 'ok ok', {
    paths: ['/papers'],
  }),
  row('a search that became another', {'/find': lead(301, '/search?q=x'), '/search': page('Results')}, 'moved moved', {
    paths: ['/find?q=x'],
    moved: '/search?q=x',
  }),
  row(
    'upper case',
    {
      '/paper': (_, response) =>
        void response.writeHead(302, {location: `HTTP://${response.socket?.localAddress}:${response.socket?.localPort}/a`}).end(),
      '/a': page('A'),
    },
    'ok ok',
  ),
  row(
    'a tab and a line in the address',
    {'/paper': bytes('HTTP/1.1 302 Found\r\nLocation: /a\tpage\r\nContent-Length: 0\r\n\r\n'), '/apage': page('A')},
    'ok ok',
  ),
  row(
    'blanks around',
    {'/paper': bytes('HTTP/1.1 302 Found\r\nLocation:    /a   \r\nContent-Length: 0\r\n\r\n'), '/a': page('A')},
    'ok ok',
  ),
  row('an address in quotes', {'/paper': lead(302, '"/a"'), '*': 404}, 'dead not-found'),
  row('dots', {'/paper': lead(302, '/x/../a/./b'), '/a/b': page('A')}, 'ok ok'),
  row(
    'Latin-1 in the address',
    {
      '/paper': bytes('HTTP/1.1 302 Found\r\nLocation: /caf\xe9\r\nContent-Length: 0\r\n\r\n'),
      '/caf%C3%A9': page('A'),
      '/caf%E9': page('A'),
    },
    'ok ok',
  ),
  row('a percent sign', {'/paper': lead(302, '/100%'), '/100%': page('A')}, 'ok ok'),
  row(
    'user and password',
    {
      '/paper': (_, response) =>
        void response.writeHead(302, {location: `http://a:b@${response.socket?.localAddress}:${response.socket?.localPort}/a`}).end(),
      '/a': page('A'),
    },
    'ok ok',
  ),
  row('302 and Refresh', {'/paper': say(302, {refresh: '0;url=/b', location: '/a'}, ''), '/a': page('A')}, 'ok ok'),
  row('201 with Location', {'/paper': say(201, {location: '/gone'}, page('A'))}, 'ok ok'),
  row(
    'a cookie, then the page, then home',
    {
      [deep]: ({headers}, response) =>
        void (headers.cookie === 's=1'
          ? response.writeHead(200, {'content-type': 'text/html'}).end(page('A'))
          : response.writeHead(302, {location: '/setcookie', 'set-cookie': 's=1; Path=/'}).end()),
      '/setcookie': lead(302, deep),
    },
    'ok ok',
    {paths: [deep]},
  ),
  row(
    'a cookie without a name',
    {
      '/paper': ({headers}, response) =>
        void (headers.cookie === 'seen'
          ? response.end(page('Paper'))
          : response.writeHead(302, {location: '/paper', 'set-cookie': 'seen; Path=/'}).end()),
    },
    'ok ok',
  ),
  row(
    'two cookies that both count',
    {
      '/paper': ({headers}, response) =>
        void (/a=1/.test(headers.cookie ?? '') && /b=2/.test(headers.cookie ?? '')
          ? response.writeHead(200, {'content-type': 'text/html'}).end(page('A'))
          : response.writeHead(302, {location: '/paper', 'set-cookie': ['a=1; Path=/', 'b=2; Path=/; HttpOnly']}).end()),
    },
    'ok ok',
  ),
  row(
    'a cookie that expires',
    {
      '/paper': ({headers}, response) =>
        void (headers.cookie === undefined
          ? response.writeHead(302, {location: '/b', 'set-cookie': 'a=1; Max-Age=0'}).end()
          : response.writeHead(404).end()),
      '/b': lead(302, '/c'),
      '/c': page('A'),
    },
    'ok ok',
  ),
  row(
    'to a login that is told by its title',
    {'/paper': lead(302, '/hello'), '/hello': doc('Log in to Lab', '<input type=email>')},
    'blocked login',
  ),
  row('to a consent', {'/paper': lead(302, '/privacy-gate?return=%2Fpaper'), '*': page('We value your privacy')}, 'blocked login'),
  row(
    'to a page of cookies',
    {
      '/paper': lead(302, '/action/cookieAbsent'),
      '/action/cookieAbsent': doc('Cookie Absent', '<h1>Cookies disabled</h1><p>Cookies must be enabled.</p>'),
    },
    'blocked bot-wall',
  ),
  row('to a notice that it was moved', {'/paper': lead(302, '/moved'), '/moved': page('We have moved')}, 'ok ok'),
  row('to an error page by number', {'/paper': lead(302, '/errors/404.aspx?path=/paper'), '*': page('Lab')}, 'dead soft-404', isSuspect),
  row('to an error page of Shopify', {'/paper': lead(302, '/pages/404'), '*': page('Lab')}, 'dead soft-404', isSuspect),
  row('to an error page in German', {'/paper': lead(302, '/fehler404'), '*': page('Lab')}, 'dead soft-404', isSuspect),
  row('to an error page in Chinese', {'/paper': lead(302, '/404/index.html'), '*': page('Lab')}, 'dead soft-404', isSuspect),
  row('to what a log has of 404s', {'/paper': lead(302, '/log?status=404'), '*': page('Log')}, 'error suspected-soft-404', isSuspect),
  row('to page 404 of a book', {'/paper': lead(302, '/view?page=404'), '*': page('A Book')}, 'error suspected-soft-404', isSuspect),
  row('to a paper whose number is 404', {'/paper': lead(302, '/papers/404'), '*': page('Voxels')}, 'error suspected-soft-404', isSuspect),
  row('to a module about errors', {'/paper': lead(302, '/std/error/'), '*': page('Module error')}, 'error suspected-soft-404', isSuspect),
  row(
    'to an error page below a folder, which says so',
    {'/paper': lead(302, '/lab/site/404'), '*': '<title>Lab</title><h1>Page not found</h1>'},
    'dead soft-404',
    isSuspect,
  ),
  row('to an error page among the routes of an app', {'/paper': lead(302, '/#/404'), '*': page('Lab')}, 'dead soft-404', isSuspect),
  row('to a route of an app', {'/paper': lead(302, '/#/papers/404-ways'), '*': page('Lab')}, 'ok ok'),
  row('to an expired domain', {'/paper': lead(302, 'http://expired.invalid/?d=lab')}, 'dead dns'),
])
