/** Pages that only speak of errors, walls and sellers, and pages with hardly any words. */
import {doc, row} from './documents.ts'
import {type Behaviour, behave} from './table.ts'

const words = 'We study how the pages that papers cite fare over the years, and what readers meet in their place. '
const about = (title: string, extra = ''): Behaviour =>
  row(title, doc(title, `<h1>${title}</h1><p>J. Doe and R. Roe, 2021.</p><h2>Abstract</h2><p>${words.repeat(9)}</p>${extra}`), 'ok ok')
const short = (title: string, text: string): Behaviour =>
  row(`short: ${title}`, doc(title, `<h1>${title}</h1><p>${text}</p><a href="p.pdf">PDF</a> <a href="c">Code</a>`), 'ok ok')

behave('pages about such things', [
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
