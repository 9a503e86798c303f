/** What each form of URL names: our own table, and the shared one if it is beside this checkout. */
import {existsSync, readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {arxivMonthOf, parseArxivId} from '../../../src/core/link/arxiv-id.ts'
import {type Identity, identityKey, identityOf} from '../../../src/core/link/identity.ts'
import {repositoryOf} from '../../../src/core/link/repository.ts'
import {beside} from '../../helpers/beside.ts'

const shared = beside('upstreams/url-forms/')

const rowsOf = (name: string): string[][] =>
  readFileSync(new URL(name, shared), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))

/** What the shared table's kinds are called here. */
function wanted(service: string, kind: string, id: string): {service: string; kind: string; id: string | undefined} {
  const known = id === '-' ? undefined : id
  if (service === 'proceedings') {
    const [at, what] = kind.split('-')
    return {service: {pii: 'sciencedirect'}[kind] ?? at ?? kind, kind: what ?? 'paper', id: known}
  }
  if (service === 'others') {
    const [at, what] = kind === 'wayback' ? ['wayback', 'capture'] : kind === 's2' ? ['semanticscholar', 'paper'] : kind.split('-')
    return {service: at ?? kind, kind: what ?? kind, id: known}
  }
  if (service === 'openreview' && kind === 'note') return {service, kind: 'paper', id: known}
  if (service === 'huggingface' && kind === 'paper') return {service: 'arxiv', kind, id: known}
  if (service === 'huggingface' && kind === 'profile') return {service, kind: 'model-or-profile', id: known}
  return {service, kind, id: known}
}

const spelled = (identity: Identity): string => (identity.service === 'arxiv' ? `${identity.id}${identity.version ?? ''}` : identity.id)

test.runIf(existsSync(shared))('understands every form of the shared table', () => {
  const wrong: string[] = []
  for (const [service = '', kind = '', id = '', url = ''] of rowsOf('expected.tsv')) {
    const identity = identityOf(url)
    if (kind === 'other' || kind === 'listing') {
      if (identity !== undefined) wrong.push(`${url}: ${JSON.stringify(identity)}, wanted none`)
      continue
    }
    const want = wanted(service, kind, id)
    const same =
      identity !== undefined &&
      identity.service === want.service &&
      identity.kind === want.kind &&
      (want.id === undefined || spelled(identity) === want.id)
    if (!same) wrong.push(`${url}: ${JSON.stringify(identity)}, wanted ${JSON.stringify(want)}`)
  }
  expect(wrong).toEqual([])
})

test.runIf(existsSync(shared))('does not stumble over odd addresses', () => {
  for (const [, url = ''] of rowsOf('odd.tsv')) expect(() => identityOf(url)).not.toThrow()
})

const short = (url: string): string | undefined => {
  const identity = identityOf(url)
  return (
    identity &&
    [`${identity.service}/${identity.kind}`, identity.id, identity.version, identity.form, identity.mirror].filter(Boolean).join(' ')
  )
}

test.for([
  ['https://arxiv.org/abs/1911.05722', 'arxiv/paper 1911.05722 abs'],
  ['HTTPS://WWW.ARXIV.ORG/abs/1911.05722v3?context=cs#S1', 'arxiv/paper 1911.05722 v3 abs'],
  ['//arxiv.org/abs/1911.05722', 'arxiv/paper 1911.05722 abs'],
  ['arxiv.org/pdf/1911.05722.pdf', 'arxiv/paper 1911.05722 pdf'],
  ['https://arxiv.org/abs/hepth/9711200', 'arxiv/paper hep-th/9711200 abs'],
  ['https://arxiv.org/abs/cs%2F0112017', 'arxiv/paper cs/0112017 abs'],
  ['https://arxiv.org/abs/arXiv:1911.05722', 'arxiv/paper 1911.05722 abs'],
  ['https://arxiv.org/html/math/0309136v2/fig1.png', 'arxiv/paper math/0309136 v2 figure'],
  ['https://de.arxiv.org/abs/1911.05722', 'arxiv/paper 1911.05722 abs de.arxiv.org'],
  ['https://huggingface.co/papers/1911.05722', 'arxiv/paper 1911.05722 abs huggingface.co'],
  ['https://info.arxiv.org/help/1911.05722', undefined],
  ['https://arxiv.org/list/cs.CV/2011', undefined],
  ['https://arxiv.org/a/lecun_y_1', undefined],
  ['https://arxiv.org/abs/1913.05722', 'arxiv/malformed abs'],
  ['https://arxiv.org/abs/1911.0572', 'arxiv/malformed 1911.00572 abs'],
  ['https://arxiv.org/abs/1911.00000', 'arxiv/malformed abs'],
  ['https://arxiv.org/abs/0703.1234', 'arxiv/malformed abs'],
  ['https://arxiv.org/abs/nonsense/0112017', 'arxiv/malformed abs'],
  ['https://arxiv.org/abs/cs/0113017', 'arxiv/malformed abs'],
  ['https://arxiv.org/abs/cs/0704017', 'arxiv/malformed abs'],
  ['https://arxiv.org/abs/', 'arxiv/malformed abs'],
  ['https://arxiv.org/abs/1911.05722v0', 'arxiv/malformed 1911.05722 abs'],
  ['https://arxiv.org/abs/1911.05722%20', 'arxiv/malformed 1911.05722 abs'],
  ['https://doi.org/10.1016/0004-3702(94)00041-X', 'doi/doi 10.1016/0004-3702(94)00041-x'],
  ['https://doi.org/10.1145/3545008.3545087)', 'doi/malformed 10.1145/3545008.3545087'],
  ['https://doi.org/11.1145/3545008', 'doi/malformed'],
  ['https://www.doi.org/', undefined],
  ['https://doi.org/10/gmcdzn', undefined],
  ['https://doi.org/10.48550/arXiv.2111.06377', 'arxiv/paper 2111.06377 abs'],
  ['https://doi.org/10.48550/arXiv.2111.06377v2', 'arxiv/paper 2111.06377 v2 abs doi.org'],
  ['https://doi.org/10/1145', 'doi/malformed'],
  ['https://www.frontiersin.org/articles/10.3389/fnins.2020.00001/full', 'doi/doi 10.3389/fnins.2020.00001 frontiersin.org'],
  ['https://onlinelibrary.wiley.com/doi/abs/10.1111/cgf.14505', 'doi/doi 10.1111/cgf.14505 onlinelibrary.wiley.com'],
  ['https://dl.acm.org/citation.cfm?id=1234567', undefined],
  ['https://link.springer.com/journal/11263', undefined],
  ['https://example.com/files/10.1000', undefined],
  ['https://openreview.net/forum?id=nAY_n7ZG7r-', 'openreview/paper nAY_n7ZG7r- forum'],
  ['https://openreview.net/forum', 'openreview/malformed forum'],
  ['https://openreview.net/nAY_n7ZG7r', 'openreview/malformed nAY_n7ZG7r'],
  ['https://openreview.net/about', undefined],
  ['https://github.com/topics/self-supervised', undefined],
  ['https://github.com/sap.png', undefined],
  ['https://github.com/octo_corp/x', 'github/repo octo_corp/x'],
  ['https://github.com/o/r/releases/tag/v1.0', 'github/release o/r v1.0'],
  ['https://github.com/o/r/releases/download/v1/a.zip', 'github/download o/r v1 a.zip'],
  ['https://github.com/o/r/releases/download/v1', 'github/releases o/r'],
  ['https://github.com/o/r/actions/workflows/ci.yml/badge.svg?branch=main', 'github/path o/r HEAD .github/workflows/ci.yml workflow'],
  ['https://github.com/o/r/actions/workflows/pages/pages-build-deployment', 'github/repo-page o/r'],
  ['https://github.com/o/r/commit/0123abc', 'github/commit o/r 0123abc'],
  ['https://github.com/o/r/archive/refs/tags/v1.tar.gz', 'github/archive o/r v1'],
  ['https://github.com/o/r/issues?q=is%3Aopen', 'github/repo-page o/r'],
  ['https://github.com/-bad/r', 'github/malformed'],
  ['https://github.com/o/r)', 'github/malformed o/r'],
  ['https://o.github.io/', 'github/pages o/o.github.io'],
  ['https://o.github.io/paper.pdf', 'github/pages o/o.github.io'],
  ['https://cdn.jsdelivr.net/gh/o/r@v1/a/b.js', 'github/path o/r v1 a/b.js raw cdn.jsdelivr.net'],
  ['https://youtu.be/7xUZA9X78x', 'youtube/malformed'],
  ['https://youtu.be/7xUZA9X78x0)', 'youtube/malformed 7xUZA9X78x0'],
  ['https://www.youtube.com/watch?=v=7xUZA9X78x0', 'youtube/malformed 7xUZA9X78x0'],
  ['https://www.youtube.com/results?search_query=moco', undefined],
  ['https://www.youtube.com/user/x', 'youtube/channel x'],
  ['https://www.youtube.com/attribution_link?u=%2Fwatch%3Fv%3D7xUZA9X78x0', 'youtube/video 7xUZA9X78x0'],
  ['https://vimeo.com/channels/staff/274396495', 'vimeo/video 274396495'],
  ['https://player.vimeo.com/video/274396495?h=abcdef01', 'vimeo/video 274396495/abcdef01 player'],
  ['https://openaccess.thecvf.com/content/CVPR2022W/L3D-IVU/html/A_B_CVPRW_2022_paper.html', 'cvf/paper CVPR2022W/L3D-IVU A_B html'],
  ['https://aclanthology.org/2022.ACL-long.331v2.pdf', 'acl/paper 2022.acl-long.331 pdf'],
  ['https://proceedings.mlr.press/v202/', 'pmlr/volume v202'],
  ['https://proceedings.mlr.press/v202/liu23am/liu23am-supp.pdf', 'pmlr/paper v202 liu23am supplementary'],
  ['https://huggingface.co/datasets/..%2f..%2f..%2fwhoami-v2%3f/x', undefined],
  ['https://huggingface.co/o/%2e%2e', undefined],
  ['https://huggingface.co/o/..%5c..', undefined],
  ['https://huggingface.co/spaces/o/r%3Fx', 'huggingface/space o/r?x'],
  ['https://paperswithcode.com/paper/moco', 'paperswithcode/paper moco'],
  ['https://paperswithcode.com/malformed/moco', undefined],
  ['https://paperswithcode.com/..%2fpaper/moco', undefined],
  ['https://paperswithcode.com/paper/%2e%2e', undefined],
  ['https://discord.com/invite/abc123', 'discord/invite abc123'],
  ['https://discord.com/channels/1/2', undefined],
  ['https://arxiv.org/ftp/arxiv/papers/2001/2001.00001.pdf', 'arxiv/paper 2001.00001 pdf'],
  ['https://arxiv.org/ftp/cs/papers/0112/0112017.pdf', 'arxiv/paper cs/0112017 pdf'],
  ['https://arxiv.org/PDF/1911.05722v3.pdf', 'arxiv/paper 1911.05722 v3 pdf'],
  ['https://doi.org/10.1002/(SICI)1097-4571(199806)49:8', 'doi/doi 10.1002/(sici)1097-4571(199806)49:8'],
  ['https://doi.org/api/handles/10.1145/1', undefined],
  ['https://dl.acm.org/citation.cfm?id=3292500.3330701', 'doi/doi 10.1145/3292500.3330701 dl.acm.org'],
  ['https://zenodo.org/records/4289123', 'doi/doi 10.5281/zenodo.4289123 zenodo.org'],
  ['https://papers.ssrn.com/sol3/papers.cfm?abstract_id=3555000', 'doi/doi 10.2139/ssrn.3555000 papers.ssrn.com'],
  ['https://papers.ssrn.com/sol3/papers.cfm?abstract_id=x', undefined],
  ['https://www.researchsquare.com/article/rs-12345/v1', 'doi/doi 10.21203/rs.3.rs-12345/v1 researchsquare.com'],
  ['https://www.researchsquare.com/article/rs-12345', undefined],
  ['https://www.medrxiv.org/content/10.1101/2020.03.01.20029769v2', 'doi/doi 10.1101/2020.03.01.20029769 medrxiv.org'],
  ['https://openreview.net/revisions?id=HJxyAjRcFX', 'openreview/paper HJxyAjRcFX revisions'],
  ['https://openreview.net/references/pdf?id=HJxyAjRcFX', 'openreview/revision HJxyAjRcFX pdf'],
  ['https://openreview.net/attachment?id=HJxyAjRcFX&name=supplementary_material', 'openreview/paper HJxyAjRcFX attachment'],
  ['https://openreview.net/attachment?id=HJxyAjRcFX&name=pdf', 'openreview/paper HJxyAjRcFX pdf'],
  ['https://openreview.net/profile?id=~Kaiming_He1', 'openreview/profile ~Kaiming_He1'],
  ['https://openreview.net/profile?email=a@b.org', 'openreview/profile a@b.org'],
  [
    'https://openreview.net/pdf/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.pdf',
    'openreview/pdf-hash aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa pdf',
  ],
  ['https://openreview.net/pdf/HJxyAjRcFX.pdf', 'openreview/malformed HJxyAjRcFX pdf'],
  ['https://huggingface.co/', undefined],
  ['https://huggingface.co/datasets', undefined],
  ['https://huggingface.co/pricing', undefined],
  [
    'https://huggingface.co/collections/meta-llama/llama-2-family-661da1f90a9d678b6f55773b',
    'huggingface/collection meta-llama/llama-2-family-661da1f90a9d678b6f55773b',
  ],
  ['https://huggingface.co/blog/bert-101', 'huggingface/blog bert-101'],
  ['https://huggingface.co/blog/author/post', 'huggingface/blog author/post'],
  ['https://hf-mirror.com/a/b', 'huggingface/model a/b hf-mirror.com'],
  ['https://dblp.org/rec/conf/cvpr/He0WXG20.html', 'dblp/record conf/cvpr/He0WXG20'],
  ['https://dblp.org/pid/34/7659.html', 'dblp/pid 34/7659'],
  ['https://ojs.aaai.org/index.php/AAAI/article/view/5963', 'aaai/paper AAAI 5963 html'],
  ['https://www.sciencedirect.com/science/article/abs/pii/s0031320320303678', 'sciencedirect/paper S0031320320303678 html'],
  ['https://ieeexplore.ieee.org/stamp/stamp.jsp?tp=&arnumber=9157636', 'ieee/paper 9157636 pdf'],
  ['https://ieeexplore.ieee.org/abstract/document/9157636/', 'ieee/paper 9157636 html'],
  ['http://jmlr.org/proceedings/papers/v28/goodfellow13.html', 'pmlr/paper v28 goodfellow13 html jmlr.org'],
  ['https://www.jmlr.org/papers/volume21/20-074/20-074.pdf', 'jmlr/paper v21 20-074 pdf'],
  ['https://jmlr.org/format/natbib.html', undefined],
  ['https://papers.nips.cc/paper/2020', 'neurips/volume 2020'],
  ['https://aclanthology.org/volumes/2020.acl-main/', 'acl/volume 2020.acl-main'],
  ['https://aclanthology.org/attachments/2020.acl-main.1.Software.zip', 'acl/paper 2020.acl-main.1 supplementary'],
  ['https://www.ecva.net/papers/eccv_2020/papers_ECCV/html/1_ECCV_2020_paper.php', 'ecva/paper eccv_2020 1 html'],
  [
    'https://openaccess.thecvf.com/content/CVPR2021/supplemental/Chen_X_CVPR_2021_supplemental.pdf',
    'cvf/paper CVPR2021 Chen_X supplementary',
  ],
  ['https://api.semanticscholar.org/CorpusID:207930212', 'semanticscholar/paper CorpusId:207930212'],
  ['https://api.semanticscholar.org/arXiv:1911.05722', 'arxiv/paper 1911.05722 abs api.semanticscholar.org'],
  [
    'https://pdfs.semanticscholar.org/add2/f205338d70e10ce5e686df4a690e2851bdfc.pdf',
    'semanticscholar/paper add2f205338d70e10ce5e686df4a690e2851bdfc pdf pdfs.semanticscholar.org',
  ],
  ['https://drive.google.com/drive/folders/1aBcDeFgHiJkLmNoPqRsTuVwXyZ012345', 'drive/folder 1aBcDeFgHiJkLmNoPqRsTuVwXyZ012345'],
  ['https://colab.research.google.com/drive/1aBcDeFgHiJkLmNoPqRsTuVwXyZ012345', 'drive/file 1aBcDeFgHiJkLmNoPqRsTuVwXyZ012345'],
  ['https://colab.research.google.com/github/o/r/blob/main/x.ipynb', 'github/path o/r main x.ipynb blob colab.research.google.com'],
  ['https://colab.research.google.com/gist/o/0123456789abcdef0123456789abcdef/x.ipynb', 'github/gist 0123456789abcdef0123456789abcdef'],
  ['https://nbviewer.org/github/o/r/blob/main/x.ipynb', 'github/path o/r main x.ipynb blob nbviewer.org'],
  ['https://nbviewer.jupyter.org/github/o/r', 'github/repo o/r nbviewer.jupyter.org'],
  ['https://nbviewer.org/url/example.org/x.ipynb', undefined],
  ['https://vscode.dev/github/o/r', 'github/repo o/r vscode.dev'],
  ['https://github1s.com/o/r/blob/HEAD/x', 'github/path o/r HEAD x blob github1s.com'],
  ['https://mybinder.org/v2/gh/o/r/main', 'github/path o/r main - raw mybinder.org'],
  ['https://codeload.github.com/o/r/zip/refs/heads/main', 'github/archive o/r main codeload.github.com'],
  ['https://codeload.github.com/o/r/legacy.tar.gz/v1', 'github/archive o/r v1 codeload.github.com'],
  ['https://codeload.github.com/o/r', undefined],
  [
    'https://gist.githubusercontent.com/o/0123456789abcdef0123456789abcdef/raw/x',
    'github/gist 0123456789abcdef0123456789abcdef gist.githubusercontent.com',
  ],
  ['https://gist.githubusercontent.com/o/r', undefined],
  ['https://cdn.rawgit.com/o/r/main/x', 'github/path o/r main x raw cdn.rawgit.com'],
  ['https://cdn.jsdelivr.net/gh/o/r/x.js', 'github/path o/r HEAD x.js raw cdn.jsdelivr.net'],
  ['https://cdn.jsdelivr.net/npm/x', undefined],
  ['https://github.com/user-attachments/assets/0b1c', 'github/asset assets/0b1c'],
  ['https://github.com/o/r.git@v1', 'github/repo o/r'],
  ['https://github.com/o/r/https://example.org', 'github/malformed o/r'],
  ['https//arxiv.org/abs/2111.06377', 'arxiv/paper 2111.06377 abs'],
  ['hhttp://arxiv.org/abs/2111.06377', 'arxiv/paper 2111.06377 abs'],
  ['https:/arxiv.org/abs/2111.06377', 'arxiv/paper 2111.06377 abs'],
  ['https:///arxiv.org/abs/2111.06377', 'arxiv/paper 2111.06377 abs'],
  ['ftp://arxiv.org/abs/2111.06377', undefined],
  ['mailto:a@arxiv.org', undefined],
  ['#arxiv.org', undefined],
  ['', undefined],
  ['https://', undefined],
  ['README.md', undefined],
  ['https://example.com:8080/a', undefined],
  ['https://user@arxiv.org:443/abs/1911.05722', 'arxiv/paper 1911.05722 abs'],
] as const)('%s', ([url, expected]) => {
  expect(short(url)).toBe(expected)
})

test('the same thing has one key, whatever its spelling, version and mirror', () => {
  const key = (url: string): string => identityKey(identityOf(url) ?? {service: 'doi', kind: 'none', id: url})
  expect(key('https://GitHub.com/FacebookResearch/MoCo.git')).toBe(key('https://github.com/facebookresearch/moco'))
  expect(key('https://ar5iv.org/abs/1911.05722')).toBe(key('https://arxiv.org/pdf/1911.05722v2'))
  expect(key('https://youtu.be/7xUZA9X78x0')).not.toBe(key('https://youtu.be/7xUZA9X78X0'))
})

test('an arXiv id tells its month', () => {
  expect(arxivMonthOf('2106.06133')).toEqual({year: 2021, month: 6})
  expect(arxivMonthOf('cs/9901002')).toEqual({year: 1999, month: 1})
  expect(arxivMonthOf('0704.0001')).toEqual({year: 2007, month: 4})
  expect(parseArxivId('cs.CV/0112017v2')).toEqual({id: 'cs/0112017', version: 'v2'})
})

test.for([
  ['https://github.com/o/r/tree/main', {host: 'github.com', owner: 'o', name: 'r'}],
  ['https://github.com/o/r/tree/main/a/b/', {host: 'github.com', owner: 'o', name: 'r', subpath: 'a/b'}],
  ['https://raw.githubusercontent.com/o/r/main/a.md', {host: 'github.com', owner: 'o', name: 'r', subpath: 'a.md'}],
  ['git@github.com:o/r.git', {host: 'github.com', owner: 'o', name: 'r'}],
  ['https://github.com/o', undefined],
  ['https://gitlab.com/group/sub/r/-/tree/main/a', {host: 'gitlab.com', owner: 'group/sub', name: 'r', subpath: 'a'}],
  ['https://gitlab.com/group/r.git', {host: 'gitlab.com', owner: 'group', name: 'r'}],
  ['https://bitbucket.org/o/r/src/main/a/', {host: 'bitbucket.org', owner: 'o', name: 'r', subpath: 'a'}],
  ['https://codeberg.org/o/r/src/branch/main/a', {host: 'codeberg.org', owner: 'o', name: 'r', subpath: 'a'}],
  ['https://huggingface.co/o/r/tree/main', {host: 'huggingface.co', owner: 'o', name: 'r'}],
  ['https://huggingface.co/datasets/o/r', undefined],
  ['https://huggingface.co/papers/2106.06133', undefined],
  ['https://example.com/o/r', undefined],
] as const)('repository of %s', ([url, expected]) => {
  expect(repositoryOf(url)).toEqual(expected === undefined ? undefined : {subpath: undefined, ...expected})
})
