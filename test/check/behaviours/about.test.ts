/** Pages that only talk about errors, walls and sellers, and pages with hardly any words. */
import {page} from '../server.ts'
import {doc, row} from './documents.ts'
import {type Behaviour, behave} from './table.ts'

const words = 'We study how the pages that papers cite fare over the years, and what readers meet in their place. '
const about = (title: string, extra = ''): Behaviour =>
  row(title, doc(title, `<h1>${title}</h1><p>J. Doe and R. Roe, 2021.</p><h2>Abstract</h2><p>${words.repeat(9)}</p>${extra}`), 'ok ok')
const short = (title: string, text: string): Behaviour =>
  row(`short: ${title}`, doc(title, `<h1>${title}</h1><p>${text}</p><a href="p.pdf">PDF</a> <a href="c">Code</a>`), 'ok ok')

behave('pages about errors, walls and sellers', [
  about('404 Not Found: The Half-Life of Links'),
  about('Error 404 and Other Stories of the Web'),
  about('Page Not Found: Link Rot in Computer Science'),
  about('Domain for Sale: What Becomes of Expired Domains'),
  about('This Domain Is Parked: Measuring Typosquatting'),
  about('Access Denied: Robots at the Gate of Science'),
  about('Please Verify You Are Human: A Survey of CAPTCHAs'),
  about('Attention Required for Long Contexts'),
  about('Just a Moment: Localising Moments in Video'),
  about('One Moment, Please! Fast Video Retrieval'),
  about('Are You Human?'),
  about('CAPTCHA'),
  about('Not Found'),
  about('Under Construction: Building Knowledge Graphs Online'),
  about('Maintenance of Software: A Review'),
  about('Coming Soon: Anticipating Actions in Video'),
  about('It Works! Reproducing Results of Reinforcement Learning'),
  about('页面不存在时：链接失效研究'),
  about('Checking Your Browser', '<div class="g-recaptcha"></div>'),
  about('Predicting Problem Gambling in Online Casinos'),
  about('Slot Attention for Objects'),
  row('news of a casino', doc('Best Online Casino Sites: A Critique', `<h1>A Critique</h1><p>${words.repeat(9)}</p>`), 'ok ok'),
  row(
    'a service that is there',
    doc('Lab', '<h1>Lab</h1><p>This service finds papers. Errors are logged. You are in the queue of reviewers.</p>'),
    'ok ok',
  ),
  short('Verify You Are Human', 'A. Doe, B. Roe. NeurIPS 2023.'),
  short('Page Not Found: Link Rot in Scholarly Articles', 'A. Doe, B. Roe.'),
  short('The Post Was Deleted: Moderation of Forums', 'A. Doe, B. Roe.'),
  short('页面不存在：网络链接失效研究', 'A. Doe, B. Roe.'),
  row(
    'a course with a login for its students',
    doc('Graphs', '<h1>Graphs</h1><a href="1.pdf">Lecture 1</a><form><input name="u"><input type="password" name="p"></form>'),
    'ok ok',
  ),
  short('SeeAll', 'The paper is available at arXiv. The video is available here. This project was found useful.'),
  row('resources', doc('Resources Available', '<h1>Resources available</h1><p>Slides, code and data.</p>'), 'ok ok'),
  row(
    'documentation of a status',
    doc(
      '404 Not Found - HTTP',
      '<h1>404 Not Found</h1><p>The status code <code>404 Not Found</code> tells that a server has nothing at an address: a broken link. RFC 9110.</p>',
    ),
    'error suspected-soft-404',
  ),
  short('The 404 Group', 'We are a research group in room 404.'),
  short('Team 500', 'A team of robots.'),
  short('Domain Adaptation', 'This domain is available for study.'),
  short('Waiting Rooms in Hospitals', 'We study estimated wait times in emergency rooms.'),
  short('Restarts', 'A tool that logs when an error occurs, with the request that was withdrawn.'),
  short('Forbidden Knowledge', 'A dataset of forbidden topics. 403 questions.'),
  short('MemberNet', 'You must log in to submit to the challenge.'),
  short('Coming Soon: Release Dates', 'A list of releases.'),
  short('NotFoundNet', 'Finds that the object does not exist in the image.'),
  row('Error bars', doc('Error', '<h1>Error bars</h1><p>A package for plots.</p>'), 'ok ok'),
  row('data that is called an error', '{"id": 4, "title": "Not Found", "error": "Not Found"}', 'ok ok', {
    'content-type': 'application/json',
  }),
  short('Are You Human? Detecting Bots in Games', 'We present a detector of bots that plays along.'),
  short('Error Correction for Quantum Codes', 'Errors are not found where they are made.'),
  short('Missing Pages', 'A data set of scanned books with pages that are missing.'),
  short('Park: An Open Platform for Learning-Augmented Systems', 'A platform. This domain is hard.'),
  short('Waiting to Be Found', 'Objects that are no longer available to view are tracked.'),
  short('Denied', 'A data set of access requests. Some have been denied.'),
  row(
    'a lab with a captcha in its form',
    doc('Lab', `<h1>Lab</h1><p>${words.repeat(8)}</p><form><div class="g-recaptcha"></div></form>`),
    'ok ok',
  ),
  row(
    'an app that is drawn by a script',
    doc(
      'Demo',
      '<div id="root"></div><noscript>You need to enable JavaScript to run this app.</noscript><script src="/static/js/main.js"></script>',
    ),
    'ok ok',
  ),
  row('an app without a title', '<html><body><app-root></app-root><script src="main.js"></script></body></html>', 'ok ok'),
  row(
    'an index of files',
    doc('Index of /data', '<h1>Index of /data</h1><pre><a href="../">../</a>\n<a href="train.zip">train.zip</a> 2020-01-01 12:00 1G</pre>'),
    'ok ok',
  ),
  row('an image alone', doc('', '<img src="figure.png">'), 'ok ok'),
  row('a frame alone', '<html><frameset rows="100%"><frame src="http://127.0.0.1/"></frameset></html>', 'ok ok'),
  row('a PDF in a page', doc('', '<embed src="paper.pdf" type="application/pdf">'), 'ok ok'),
  row(
    'a page that asks for a login aside',
    doc('Lab', `<h1>Lab</h1><p>${words.repeat(8)}</p><form><input type="password"></form>`),
    'ok ok',
  ),
  row('a login', doc('Lab', '<h1>Members</h1><form><input name="u"><input type="password" name="p"></form>'), 'blocked login'),
  row('plain words', 'Readme. The data is not found in this file but in the other.', 'ok ok', {'content-type': 'text/plain'}),
  row('JSON with a field about errors', '{"error": null, "papers": [{"title": "Not Found"}]}', 'ok ok', {
    'content-type': 'application/json',
  }),
])

/** A page on a host that has nothing else but a home page. */
const alone = (name: string, html: string, says = 'ok ok'): Behaviour => ({name, answers: {'/paper': html, '/': page('Home')}, says})
const work = '<h1>Lab of Vision</h1><p>Code and data for our paper on seeing.</p><a href="p.pdf">PDF</a>'
behave('pages with few words', [
  row(
    'Cloudflare detections',
    doc(
      'Lab of Vision',
      `${work}<script>(function(){var a=document.createElement('iframe');a.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'})()</script>`,
    ),
    'ok ok',
  ),
  row(
    'Imperva script',
    doc('Lab of Vision', `${work}<script src="/_Incapsula_Resource?SWJIYLWA=719d34d31c8e3a6e6fffd425f7e032f3"></script>`),
    'ok ok',
  ),
  row('F5 script', doc('Lab of Vision', `${work}<script src="/TSPD/0811?type=17"></script>`), 'ok ok'),
  row('Kasada script', doc('Lab of Vision', `${work}<script>window.KPSDK={}</script><script src="/149/ips.js"></script>`), 'ok ok'),
  row('AWS WAF script', doc('Lab of Vision', `${work}<script src="https://x.token.awswaf.com/x/challenge.js"></script>`), 'ok ok'),
  row(
    'cookie banner',
    doc('Lab of Vision', `${work}<div class=banner>We use cookies. By clicking accept you agree. <button>Accept</button></div>`),
    'ok ok',
  ),
  alone(
    'a script that goes on when clicked',
    doc(
      'Lab of Vision',
      '<h1>Lab</h1><img src=a.png><button onclick="go()">Go</button><script>function go(){location.href="/gone"}</script>',
    ),
    'ok ok',
  ),
  alone(
    'a script for telephones',
    doc(
      'Lab of Vision',
      '<h1>Lab</h1><p>Welcome to our lab.</p><script>if (/Mobi/.test(navigator.userAgent)) { location.href = "/gone" }</script>',
    ),
    'ok ok',
  ),
  alone(
    'a script for telephones, no braces',
    doc('Lab of Vision', '<h1>Lab</h1><p>Welcome to our lab.</p><script>if (screen.width < 600) location.replace("/gone");</script>'),
    'ok ok',
  ),
  ...[
    'navigator.language === "zh" && (location.href = "/gone")',
    'const go = () => location.href = "/gone"',
    'innerWidth < 300 ? location.replace("/gone") : 0',
    'setTimeout(() => location.href = "/gone", 3600000)',
    'if (screen.width < 300)\n  window.location = "/gone"',
    '// location.href = "/gone"\nrun()',
    '/* once\nlocation.href = "/gone"; */ run()',
    'var help = "use location.href=\'/gone\' to go"',
  ].map((script) => alone(script, doc('Lab of Vision', `<h1>Lab</h1><p>Welcome to our lab.</p><script>${script}</script>`), 'ok ok')),
  alone(
    'a script that goes on at once',
    doc('Lab of Vision', `<p>Welcome.</p><script>\nvar at = "//a.example" // don't\nwindow.location = "/gone"</script>`),
    'dead not-found',
  ),
  {
    name: 'a script that builds an address',
    answers: {'/paper': doc('Lab', '<script>location.href = "/gone/" + navigator.language</script>'), '/': page('Home')},
    says: 'ok ok',
  },
  {
    name: 'a script that chooses a language',
    answers: {'/paper': doc('Lab', '<script>var l="en";window.location = "/" + l + "/index.html"</script>'), '/': page('Home')},
    says: 'ok ok',
  },
  alone(
    'a script in a listener',
    doc(
      'Lab',
      '<h1>Lab</h1><p>Hello there.</p><script>document.querySelector("a").addEventListener("click", () => { window.location = "/gone" })</script>',
    ),
    'ok ok',
  ),
  alone(
    'a refresh for those without scripts',
    doc('App', '<div id="root"></div><noscript><meta http-equiv="refresh" content="0; url=/gone"></noscript><script src=a.js></script>'),
    'ok ok',
  ),
  alone(
    'a refresh in the head for those without',
    doc('App', '<h1>App</h1><p>Some words.</p>', '<noscript><meta http-equiv="refresh" content="0; url=/gone"></noscript>'),
    'ok ok',
  ),
  alone(
    'a refresh in a comment',
    doc('App', '<h1>App</h1><p>Some words.</p><!-- <meta http-equiv="refresh" content="0; url=/gone"> -->'),
    'ok ok',
  ),
  row('SVG badge', '<svg xmlns="http://www.w3.org/2000/svg"><title>404: badge not found</title><text>404</text></svg>', 'ok ok', {
    'content-type': 'image/svg+xml',
  }),
  row('a PDF called HTML', `%PDF-1.4\n%\xe2\xe3\n1 0 obj <</Type /Catalog>> endobj ${'stream xx endstream '.repeat(50)}`, 'ok ok'),
  row('RSS', '<?xml version="1.0"?><rss version="2.0"><channel><title>Lab</title></channel></rss>', 'ok ok', {
    'content-type': 'application/rss+xml',
  }),
  row('BibTeX', '@article{x, title={Not Found}}', 'ok ok', {'content-type': 'text/plain'}),
  row('BibTeX that quotes', '@misc{x, note={URL: page not found}, year={2020}}', 'ok ok', {'content-type': 'text/plain'}),
  row('README', '# 404\n\nNot found.', 'ok ok', {'content-type': 'text/markdown'}),
  row('CSV', 'id,title\n404,Not Found\n', 'ok ok', {'content-type': 'text/csv'}),
  row('an empty text file', '', 'ok ok', {'content-type': 'text/plain'}),
  row('number', '404', 'ok ok', {'content-type': 'application/json'}),
  row(
    'an issue whose number is 404, about a page not found',
    doc(
      'Error when loading · Issue #404 · lab/model',
      '<h1>Error when loading <span>#404</span></h1><p>I get "404 Client Error: Not Found".</p>',
    ),
    'ok ok',
  ),
  row(
    'an issue whose number comes first',
    doc('#404 - Crash on load - lab/model', '<h1>Crash on load #404</h1><p>Loading says: file not found.</p>'),
    'ok ok',
  ),
  row(
    'a game named like an error page',
    doc('Page Not Found — a game', '<h1>Page Not Found</h1><p>A puzzle about librarians. Play in your browser, 20 levels.</p>'),
    'error suspected-soft-404',
  ),
  row(
    'a section of a law',
    doc('§ 410 – Civil code', '<h1>410</h1><p>If the assignor has given notice, the creditor may rely on it.</p>'),
    'error suspected-soft-404',
  ),
  row(
    'what parked domains say, quoted',
    doc(
      'ParkedPages',
      '<h1>ParkedPages</h1><p>Screenshots with labels: “this domain is for sale”, “buy this domain now”, “related searches”.</p>',
    ),
    'ok ok',
  ),
  row(
    'how a domain was lost',
    doc(
      'My domain has expired',
      `<h1>My domain has expired</h1><p>Last year my domain name has expired, and a company put related searches on it. ${'I wrote to the registrar, who asked for a letter. '.repeat(6)}</p>`,
    ),
    'error suspected-parked-domain',
  ),
  row('a tool named like a wall', doc('Security Check for Kernels', '<h1>Security Check for Kernels</h1><p>An analyser.</p>'), 'ok ok'),
  row('pictures named like a wall', doc('Security Checkpoint Scans', '<h1>Security Checkpoint Scans</h1><p>30 GB.</p>'), 'ok ok'),
  row('numbers', '404\n1 2 3\n4 5 6\n', 'ok ok', {'content-type': 'text/plain'}),
  row('Gone with the wind', doc('Gone With the Wind', '<h1>Gone With the Wind: Forecasting</h1><p>Paper page.</p>'), 'ok ok'),
  row('Found in translation', doc('Lost and Found: Not Found Objects', '<h1>Lost and Found</h1><p>Paper.</p>'), 'ok ok'),
  row('Maintenance', doc('Predictive Maintenance', '<h1>Predictive Maintenance</h1><p>A dataset of engines.</p>'), 'ok ok'),
  row('Robot', doc('Robot Verification Lab', '<h1>Robot Verification Lab</h1><p>We verify robots.</p>'), 'ok ok'),
  row('Human', doc('Human or Machine? A Turing Test Data Set', '<p>Download below.</p>'), 'ok ok'),
  row('Domain', doc('Domain for Sale of Ideas', '<h1>Domain adaptation</h1><p>Code.</p>'), 'ok ok'),
  row('Error page of a book', doc('Errors | The Rust Book', '<h1>Errors</h1><p>Recoverable errors with Result.</p>'), 'ok ok'),
  row('Sign in data set', doc('Sign In The Wild', '<h1>Sign In The Wild</h1><p>Traffic signs, 2020. Download.</p>'), 'ok ok'),
  row('login paper', doc('Login: A Study', '<h1>Login</h1><p>We study logins of 200 sites.</p>'), 'ok ok'),
  row('Coming soon', doc('SeeAll', '<h1>SeeAll: Vision</h1><p>Code coming soon.</p>'), 'ok ok'),
  row(
    'Code not available',
    doc(
      'SeeAll',
      '<h1>SeeAll: Vision</h1><p>The dataset is not available yet. The video is not available in your browser? Download it.</p>',
    ),
    'ok ok',
  ),
  row(
    'page moved note',
    doc('SeeAll', '<h1>SeeAll</h1><p>This project has moved to a new page, where you find code and data of our paper.</p>'),
    'ok ok',
  ),
])
