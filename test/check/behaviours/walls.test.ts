/** Walls that robots get with status 200. */
import {page} from '../server.ts'
import {doc, row} from './documents.ts'
import {type Behaviour, behave, say} from './table.ts'

const wall = (name: string, html: string, headers: Readonly<Record<string, string>> = {}): Behaviour =>
  row(name, html, 'blocked bot-wall', headers)

behave('walls with status 200', [
  wall('Cloudflare, by its header', doc('Lab', '<h1>Lab</h1>'), {'cf-mitigated': 'challenge'}),
  wall('Cloudflare, managed challenge', doc('Just a moment...', '<noscript>Enable JavaScript and cookies to continue</noscript>')),
  wall('Cloudflare, in French', doc('Un instant…', '<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script>')),
  wall(
    'Cloudflare, 1020',
    doc(
      'Access denied | www.lab.example used Cloudflare to restrict access',
      '<h1>Error 1020</h1><p>Access denied. This website is using a security service to protect itself from online attacks.</p>',
    ),
  ),
  wall(
    'Turnstile',
    doc('lab.example', '<h1>One more step</h1><p>Please complete the check.</p><div class="cf-turnstile" data-sitekey="0x"></div>'),
  ),
  wall('Vercel, by its header', doc('Vercel Security Checkpoint', "<p>We're verifying your browser</p>"), {
    'x-vercel-mitigated': 'challenge',
  }),
  wall(
    'Google',
    doc(
      'Sorry...',
      "<h1>We're sorry...</h1><p>... but your computer or network may be sending automated queries. To protect our users, we can't process your request right now.</p>",
    ),
  ),
  wall('a blocked address', doc('Lab', '<h1>Blocked</h1><p>Your IP address 192.0.2.7 has been blocked.</p>')),
  wall('in Italian', doc('Verifica', '<p>Conferma di non essere un robot per continuare.</p>')),
  wall('a network', doc('Access check', '<p>We have detected unusual activity from your network.</p>')),
  wall(
    'a script that hides what it does, then loads the page again',
    '<html><script>var d=document;d["coo"+"kie"]="t=1";location.reload(true)</script></html>',
  ),
  wall('cookies', doc('Error - Cookies Turned Off', '<h1>Cookies are disabled for this browser</h1>')),
  wall('Yandex', doc('Вы не робот?', '<p>Нам очень жаль, но запросы с вашего устройства похожи на автоматические.</p>')),
  wall('in Korean', doc('보안 확인', '<p>자동화된 접근이 감지되었습니다. 보안문자를 입력해 주세요.</p>')),
  wall('Vercel', doc('Vercel Security Checkpoint', "<p>We're verifying your browser</p>")),
  wall('Akamai', doc('', '<script type="text/javascript">(function(){var i=1})()</script><div id="sec-if-cpt-container"></div>')),
  wall(
    'Akamai, by a refresh',
    '<html><head><meta http-equiv="refresh" content="5; URL=\'/paper?bm-verify=AAQAAAAJ\'" /></head><body></body></html>',
  ),
  wall(
    'Akamai, denied',
    doc(
      'Access Denied',
      '<h1>Access Denied</h1>You don\'t have permission to access "http&#58;&#47;&#47;lab" on this server.<p>Reference&#32;&#35;18&#46;2d351ab8</p>',
    ),
  ),
  wall(
    'Imperva',
    '<html style="height:100%"><head><META NAME="ROBOTS" CONTENT="NOINDEX, NOFOLLOW"></head><body style="margin:0px;height:100%"><iframe id="main-iframe" src="/_Incapsula_Resource?CWUDNSAI=9" frameborder=0>Request unsuccessful. Incapsula incident ID: 1234-5678</iframe></body></html>',
  ),
  wall(
    'Imperva, the words',
    doc(
      'Pardon Our Interruption',
      `<h1>Pardon Our Interruption</h1><p>As you were browsing something about your browser made us think you were a bot. There are a few reasons this might happen:</p>${"<li>You're a power user moving through this website with super-human speed.</li>".repeat(8)}<p>To regain access, please make sure that cookies and JavaScript are enabled before reloading the page.</p>`,
    ),
  ),
  wall(
    'DataDome',
    doc(
      'lab.example',
      "<p id=\"cmsg\">Please enable JS and disable any ad blocker</p><script>var dd={'host':'geo.captcha-delivery.com'}</script>",
    ),
  ),
  wall(
    'HUMAN',
    doc(
      'Access to this page has been denied',
      '<h1>Press &amp; Hold to confirm you are a human (and not a bot).</h1><div id="px-captcha"></div>',
    ),
  ),
  wall(
    'HUMAN, in a page of the site',
    doc('Lab', '<p>Before we continue... Press &amp; Hold to confirm you are a human (and not a bot). Reference ID 1f2e</p>'),
  ),
  wall(
    'AWS WAF',
    doc(
      '',
      '<div id="challenge-container"></div><script src="https://x.token.awswaf.com/x/challenge.js"></script><script>AwsWafIntegration.saveReferrer()</script>',
    ),
  ),
  wall(
    'AWS WAF, captcha',
    doc('Human Verification', '<div id="captcha-container"></div><script src="https://x.captcha.awswaf.com/captcha.js"></script>'),
  ),
  wall(
    'Sucuri',
    doc(
      'You are being redirected...',
      "<noscript>Javascript is required. Please enable javascript before you are allowed to see this page.</noscript><script>var s={},u,c,U,r,i,l=0,a,e=eval,w=String.fromCharCode,sucuri_cloudproxy_js=''</script>",
    ),
  ),
  wall(
    'Anubis',
    doc(
      'Making sure you&#39;re not a bot!',
      '<script id="anubis_version" type="application/json">"1"</script><script id="anubis_challenge" type="application/json">{}</script><p>Loading...</p>',
    ),
  ),
  wall(
    'Anubis, in German',
    doc('Wir prüfen, dass du kein Bot bist!', '<script id="anubis_challenge" type="application/json">{}</script><p>Bitte warten</p>'),
  ),
  wall('a proof of work', doc('Checking your browser', '<p>Your browser is solving a proof-of-work challenge. Please wait.</p>')),
  wall(
    'Radware',
    doc(
      'Radware Captcha Page',
      '<p>We apologize for the inconvenience. To ensure we keep this website safe, please can you confirm you are a human by ticking the box below.</p><script src="https://cas.avalon.perfdrive.com/js"></script>',
    ),
  ),
  wall(
    'F5',
    doc(
      'Request Rejected',
      'The requested URL was rejected. Please consult with your administrator.<br><br>Your support ID is: 12345678901234567890<br><br><a href="javascript:history.back();">[Go Back]</a>',
    ),
  ),
  wall(
    'F5, without a title',
    '<html><body>The requested URL was rejected. Please consult with your administrator. Your support ID is: 1234</body></html>',
  ),
  wall(
    'F5, a script',
    '<html><head><script type="text/javascript" src="/TSPD/08e9?type=9"></script><noscript>Please enable JavaScript to view the page content.<br/>Your support ID is: 1</noscript></head><body></body></html>',
  ),
  wall(
    'Kasada',
    '<html><head></head><body><script>window.KPSDK={};KPSDK.now=0;</script><script src="/149e9513/ips.js?KP_UIDz=0"></script></body></html>',
  ),
  wall(
    'Google',
    doc(
      'https://scholar.google.com/scholar',
      "Our systems have detected unusual traffic from your computer network. This page checks to see if it's really you sending the requests, and not a robot.",
    ),
  ),
  wall(
    'Amazon',
    doc(
      'Amazon.com',
      "<h4>Enter the characters you see below</h4><p>Sorry, we just need to make sure you're not a robot. For best results, please make sure your browser is accepting cookies.</p>",
    ),
  ),
  wall('reCAPTCHA', doc('Lab', '<p>Please solve this to go on.</p><div class="g-recaptcha" data-sitekey="x"></div>')),
  wall('hCaptcha', doc('Lab', '<p>One more step</p><div class="h-captcha" data-sitekey="x"></div>')),
  wall('Friendly Captcha', doc('Lab', '<p>Anti-Robot Verification</p><div class="frc-captcha" data-sitekey="x"></div>')),
  wall('ALTCHA', doc('Verification', '<altcha-widget challengeurl="/c"></altcha-widget>')),
  wall(
    'LiteSpeed',
    doc('Bot Verification', '<p>Verifying that you are not a robot...</p><script src="https://www.google.com/recaptcha/api.js"></script>'),
  ),
  wall('Yandex', doc('Are you not a robot?', '<div class="CheckboxCaptcha">Confirm that you and not a robot are sending requests</div>')),
  wall('Baidu', doc('百度安全验证', '<div class="timeout">网络不给力，请稍后重试</div>')),
  wall(
    'Alibaba',
    '<html><script>var arg1=\'3000176000856006061501533003690027800375\';function setCookie(a,b){document.cookie=a+"="+b};setCookie("acw_sc__v2",x);document.location.reload()</script></html>',
  ),
  wall('GeeTest', doc('安全验证', '<script src="//static.geetest.com/v4/gt4.js"></script><p>请完成验证</p>')),
  wall('DDoS-Guard', doc('DDoS-Guard', '<p>Checking your browser before accessing lab.example.</p>')),
  wall(
    'Wordfence',
    doc(
      'Your access to this site has been limited',
      '<h1>Your access to this site has been limited by the site owner</h1><p>If you think you have been blocked in error, contact the owner of this site for assistance.</p>',
    ),
  ),
  wall('cookies', doc('Cookies Required', '<h1>Cookies required</h1><p>Please enable cookies in your browser to continue.</p>')),
  wall(
    'cookies, in words alone',
    doc('Journal', '<p>Please enable cookies and reload the page. This site requires the use of cookies.</p>'),
  ),
  wall('JavaScript and cookies', doc('Journal', '<p>Please enable JavaScript and cookies to continue</p>')),
  wall('a firewall in German', doc('Zugriff verweigert', '<h1>Zugriff verweigert</h1><p>Ihre Anfrage wurde blockiert.</p>')),
  wall('a firewall in French', doc('Accès refusé', '<h1>Accès refusé</h1>')),
  wall('a firewall in Chinese', doc('访问被拒绝', '<h1>访问被拒绝</h1><p>您的请求被拦截</p>')),
  {
    name: 'a redirect to a challenge',
    answers: {'/paper': say(302, {location: '/captcha?back=1'}, ''), '/captcha': doc('Lab', 'Hello')},
    says: 'blocked bot-wall',
  },
])

const walled = (name: string, html: string, headers: Readonly<Record<string, string>> = {}, says = 'blocked bot-wall'): Behaviour =>
  row(name, html, says, headers)

behave('further walls', [
  walled('go-away', doc('Checking you are not a bot', '<p>Loading…</p><p>Protected by go-away</p>')),
  walled('cookie by script', '<html><script>document.cookie="k=1;path=/";location.reload()</script></html>'),
  walled(
    'cookie by script, with a title',
    '<html><head><title>lab.example</title></head><script>document.cookie="k=1;path=/";window.location.reload(true);</script><noscript>Please turn JavaScript on</noscript></html>',
  ),
  walled(
    'InfinityFree',
    '<html><body><script type="text/javascript" src="/aes.js" ></script><script>function toNumbers(d){var e=[];return e}var a=toNumbers("f655");document.cookie="__test="+toHex(slowAES.decrypt(c,2,a,b))+"; path=/"; location.href="/paper?i=1";</script><noscript>This site requires Javascript to work, please enable Javascript in your browser</noscript></body></html>',
  ),
  walled('Aliyun', doc('405', '<p>很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。</p><p>您的请求ID是: 2760</p>')),
  walled('Baota', doc('网站防火墙', '<p>您的请求带有不合法参数，已被网站管理员设置拦截！</p>')),
  walled('Tencent', doc('', '<p>很抱歉，您提交的请求可能对网站造成威胁，请求已被管理员设置的策略阻断。</p>')),
  walled('Cloudflare, Chinese', doc('请稍候…', '<script>(function(){window._cf_chl_opt={cvId:"3"}}())</script>')),
  walled('Cloudflare, Japanese', doc('しばらくお待ちください...', '<script>window._cf_chl_opt={}</script>')),
  walled('Cloudflare, German', doc('Nur einen Moment…', '<p>lab.example überprüft die Sicherheit Ihrer Verbindung.</p>')),
  walled('Cloudflare, Spanish', doc('Un momento…', '<p>Verificando que usted es un ser humano.</p>')),
  walled('Cloudflare, Russian', doc('Один момент…', '<p>Проверяем, что вы человек</p>')),
  walled('Cloudflare, Portuguese', doc('', '<p>Verificando se você é humano. Isso pode levar alguns segundos.</p>')),
  walled('Cloudflare, Dutch', doc('lab.example', '<p>lab.example moet de beveiliging van uw verbinding controleren.</p>')),
  walled('a question site', '{"error":{"need_login":true,"code":40352,"message":"系统监测到您的网络环境存在异常"}}', {
    'content-type': 'application/json',
  }),
  walled('a request, in Spanish', doc('Petición bloqueada', '<p>Su petición ha sido bloqueada por el cortafuegos.</p>')),
  walled('a request, in Turkish', doc('Lab', '<p>İsteğiniz güvenlik duvarı tarafından engellendi.</p>')),
  walled('a queue, in German', doc('Warteraum', '<p>Sie befinden sich in der Warteschlange.</p>')),
  walled('a request that is looked at', doc('Lab', '<p>Please wait while we verify your request…</p>')),
  walled('the browser, in Persian', doc('انتقال به سایت', '<p>در حال بررسی مرورگر شما</p>')),
  walled('the browser, in German', doc('Einen Augenblick', '<p>Ihr Browser wird überprüft.</p>')),
  walled('the browser, in Polish', doc('Lab', '<p>Sprawdzanie Twojej przeglądarki…</p>')),
  walled('a robot, in Thai', doc('Lab', '<p>โปรดยืนยันว่าคุณไม่ใช่หุ่นยนต์</p>')),
  walled('a robot, in Greek', doc('Lab', '<p>Επιβεβαιώστε ότι δεν είστε ρομπότ.</p>')),
  walled('Cloudflare, Turkish', doc('lab.example', '<p>İnsan olduğunuz doğrulanıyor.</p>')),
  walled('Cloudflare, Polish', doc('lab.example', '<p>Potwierdź, że jesteś człowiekiem.</p>')),
  walled('Anubis, German', doc('Es wird sichergestellt, dass du kein Bot bist!', '<p>Ladevorgang...</p>')),
  walled('Anubis, by its files', doc('…', '<p>Kargado</p><script src="/.within.website/x/cmd/anubis/static/js/main.mjs"></script>')),
  walled('JSTOR', doc('Access Check', '<p>Our systems have detected unusual traffic activity from your network.</p>')),
  walled('a captcha to complete', doc('Journal', '<p>Please complete this reCAPTCHA to go on.</p>')),
  walled('StackPath', doc('Site verification', '<script>sbbvscc</script><p>Please stand by, while we are checking your browser...</p>')),
  walled('Fastly', doc('Client Challenge', '<p>JavaScript is disabled in your browser. A required part of this site couldn’t load.</p>')),
  walled('Barracuda', doc('', '<p>The specified URL cannot be found.</p>'), {}, 'error suspected-soft-404'),
  walled('Netscaler', doc('', '<p>Transaction ID: 1 Your request was blocked by NetScaler. Reference error code.</p>')),
  walled(
    'FortiWeb',
    doc(
      'Web Page Blocked!',
      '<h1>Web Page Blocked!</h1><p>The page cannot be displayed. Please contact the administrator for additional information. Attack ID: 20000021</p>',
    ),
  ),
  walled(
    'mod_security',
    doc(
      'Not Acceptable!',
      '<h1>Not Acceptable!</h1><p>An appropriate representation of the requested resource could not be found on this server. This error was generated by Mod_Security.</p>',
    ),
  ),
  walled(
    'cookies that must be',
    doc('Journal', '<p>We keep your session in a cookie. Cookies must be enabled in your browser to go on.</p>'),
  ),
  walled('a video for other countries', doc('Video', '<p>The uploader has not made this video available in your country</p>')),
  walled('Blocked country', doc('Access Restricted', '<h1>Access Restricted</h1><p>This content is not available in your region.</p>')),
  walled(
    'GDPR',
    doc(
      'Unavailable',
      '<p>We recognise you are attempting to access this website from a country belonging to the European Economic Area and therefore cannot grant you access at this time.</p>',
    ),
  ),
  walled('a slider', doc('Human Check', '<h1>Please slide to verify</h1><script src="https://g.alicdn.com/AWSC/AWSC/awsc.js"></script>')),
  walled('in French', doc('Vérification de sécurité', '<p>Vérification que vous êtes humain.</p>')),
  walled(
    '403 in words',
    doc('403 Forbidden', '<center><h1>403 Forbidden</h1></center><hr><center>nginx</center>'),
    {},
    'blocked forbidden',
  ),
  walled(
    'forbidden',
    doc('Forbidden', "<h1>Forbidden</h1><p>You don't have permission to access this resource.</p>"),
    {},
    'blocked forbidden',
  ),
  walled(
    'for those within a network',
    doc('Bibliothek', '<h1>Bibliothek</h1><p>Diese Seite ist nur aus dem Hochschulnetz erreichbar.</p>'),
    {},
    'blocked forbidden',
  ),
  walled(
    'for those within a network, in English',
    doc('Library', '<h1>Library</h1><p>This page can only be accessed from within the university network.</p>'),
    {},
    'blocked forbidden',
  ),
  walled('for those on campus, in Chinese', doc('提示', '<p>该页面仅限校内访问，请使用校园网。</p>'), {}, 'blocked forbidden'),
  walled('401 in words', doc('Unauthorized', '<h1>401 Unauthorized</h1><p>This server could not verify you.</p>'), {}, 'blocked forbidden'),
  walled('429 in words', doc('Too Many Requests', '<h1>Too Many Requests</h1><p>Please wait.</p>'), {}, 'blocked forbidden'),
  walled('members only', doc('Lab', '<h1>Welcome</h1><p>You must be logged in to view this page.</p>'), {}, 'blocked login'),
  walled('an institution', doc('Access through your institution', '<p>Find your organization.</p>'), {}, 'blocked login'),
  walled(
    'access on request',
    doc('Drive', '<h1>You need access</h1><p>Ask for access, or switch to an account with access.</p>'),
    {},
    'blocked login',
  ),
  walled('a login, in Chinese words', doc('请登录', '<p>您需要登录后才可以查看</p>'), {}, 'blocked login'),
  walled(
    'a check of the connection',
    doc('Checking connection', '<p>Please wait, checking your connection...</p><script src="/x.js"></script>'),
  ),
  walled('Reddit', doc('Blocked', "<p>You've been blocked by network security.</p><p>To continue, log in to your account</p>")),
  walled('Weibo', doc('Sina Visitor System', '<script>location.href="https://nowhere.invalid/visitor"</script>')),
  walled('Arkose', doc('Verification', '<p>Please verify</p><script src="https://client-api.arkoselabs.com/v2/api.js"></script>')),
  walled('a waiting room', doc('Waiting Room', '<h1>You are now in line</h1><p>Your estimated wait time is 2 minutes.</p>')),
  walled(
    'consent',
    doc(
      'Before you continue to YouTube',
      '<h1>Before you continue to YouTube</h1><p>We use cookies and data to deliver and maintain services.</p><button>Reject all</button><button>Accept all</button>',
    ),
    {},
    'blocked login',
  ),
  walled(
    'Yahoo consent',
    doc(
      'Yahoo is part of the Yahoo family of brands',
      '<form action="/v2/collectConsent"><h1>We, Yahoo, are part of the Yahoo family of brands</h1><p>When you use our sites and apps, we use cookies to provide our sites and apps to you.</p><button name="agree">Accept all</button></form>',
    ),
    {},
    'ok ok',
  ),
  walled(
    'email first',
    doc('Sign in - Google Accounts', '<h1>Sign in</h1><p>to continue to Drive</p><input type="email">'),
    {},
    'blocked login',
  ),
  walled(
    'sign in, GitLab',
    doc('Sign in · GitLab', '<p>GitLab Community Edition</p><a href="/users/auth/saml">SAML</a>'),
    {},
    'blocked login',
  ),
  walled('Anmelden', doc('Anmelden', '<h1>Anmelden</h1><input type="text">'), {}, 'blocked login'),
  walled('Chinese login', doc('用户登录', '<h1>请登录</h1><p>登录后查看</p>'), {}, 'blocked login'),
  walled(
    'Google Drive',
    doc('Google Drive: Access Denied', '<p>You need access</p><p>Ask for access, or switch to an account with access.</p>'),
    {},
    'blocked bot-wall',
  ),
  walled(
    'SAML',
    '<html><body onload="document.forms[0].submit()"><noscript><p>Note: your browser does not support JavaScript</p></noscript><form action="https://idp.lab.example/SSO" method="post"><input type="hidden" name="SAMLRequest" value="PD94"><input type="hidden" name="RelayState" value="x"></form></body></html>',
    {},
    'blocked login',
  ),
  walled(
    'OpenID form_post',
    '<html><head><title>Working...</title></head><body><form method="POST" action="https://lab.example/signin-oidc"><input type="hidden" name="SAMLResponse" value="x"/></form><script>window.setTimeout(function(){document.forms[0].submit();},0);</script></body></html>',
    {},
    'blocked login',
  ),
  {
    name: 'Vercel with 429',
    answers: {'*': say(429, {'x-vercel-mitigated': 'challenge'}, doc('Vercel Security Checkpoint', ''))},
    says: 'blocked rate-limited',
    most: 4,
  },
  {
    name: 'Cloudflare with 429',
    answers: {'*': say(429, {'cf-mitigated': 'challenge'}, doc('Just a moment...', ''))},
    says: 'blocked rate-limited',
    most: 4,
  },
  {
    name: 'Cloudflare with 503 and Retry-After',
    answers: {'*': say(503, {'cf-mitigated': 'challenge', 'retry-after': '5'}, doc('Just a moment...', ''))},
    says: 'blocked rate-limited',
    most: 4,
  },
  {name: 'AWS WAF captcha 405', answers: {'*': say(405, {'x-amzn-waf-action': 'captcha'}, '')}, says: 'blocked bot-wall'},
  {
    name: 'Kasada 429',
    answers: {'*': say(429, {'x-kpsdk-ct': '1'}, '<html><body><script>window.KPSDK={}</script></body></html>')},
    says: 'blocked rate-limited',
    most: 4,
  },
  {
    name: 'DataDome 403',
    answers: {'*': say(403, {'x-datadome': 'protected'}, '{"url":"https://geo.captcha-delivery.com/captcha/"}')},
    says: 'blocked bot-wall',
  },
  {name: 'DataDome lets in', answers: {'*': say(200, {'x-datadome': 'protected'}, page('A paper'))}, says: 'ok ok'},
  {
    name: 'a script with 202',
    answers: {'*': say(202, {}, '<html><head><title></title><script src="/c.js"></script></head><body></body></html>')},
    says: 'blocked bot-wall',
  },
  {
    name: 'too many requests, with 410',
    answers: {'*': say(410, {}, doc('Too many requests', '<h1>Too many requests</h1><p>Please come back later.</p>'))},
    says: 'blocked rate-limited',
    most: 2,
  },
  {name: 'Fastly 406', answers: {'*': say(406, {}, doc('Client Challenge', ''))}, says: 'blocked bot-wall'},
  {
    name: 'Akamai 403',
    answers: {
      '*': say(
        403,
        {server: 'AkamaiGHost'},
        doc(
          'Access Denied',
          '<h1>Access Denied</h1>You don\'t have permission to access "x" on this server.<p>Reference #18.2d351ab8.1557333295.a4e16ab</p><p>https://errors.edgesuite.net/18.2d</p>',
        ),
      ),
    },
    says: 'blocked bot-wall',
  },
])
