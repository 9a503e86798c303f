/** A small world with one thing at each service, all of them alive. */
import {moco} from './moco.ts'
import type {World} from './world.ts'

export const page = {status: 200, body: '<title>A page</title>'}

export const alive: World = {
  papers: [moco],
  repositories: [{fullName: 'facebookresearch/moco', trees: {main: ['README.md']}}],
  owners: ['facebookresearch'],
  gists: ['0123456789abcdef0123'],
  works: [{doi: '10.1109/CVPR.2016.90', agency: 'Crossref', title: 'Deep Residual Learning'}],
  notes: [{id: 'tcbBPnfwxS', title: 'Masked Autoencoders that Listen'}],
  videos: [
    {id: '7xUZA9X78x0', title: 'A Talk', state: 'public'},
    {id: '274396495', title: 'On Vimeo', state: 'public'},
  ],
  hub: [{kind: 'models', id: 'microsoft/phi-1'}],
  invites: {sDgnqYWA3G: 'PseudoLab'},
  pages: {
    'proceedings.mlr.press/v202/': {status: 200, body: '<a href="/v202/liu23am.html">A Title of Some Words</a>'},
    'proceedings.mlr.press/v202/liu23am.html': page,
    'publisher.example/10.1109/CVPR.2016.90': page,
  },
}

/** Links to all that is alive there. */
export const aliveUrls: readonly string[] = [
  'https://arxiv.org/abs/1911.05722',
  'https://arxiv.org/pdf/1911.05722v2',
  'https://github.com/facebookresearch/moco',
  'https://github.com/facebookresearch/moco/blob/main/README.md',
  'https://github.com/facebookresearch',
  'https://gist.github.com/0123456789abcdef0123',
  'https://doi.org/10.1109/CVPR.2016.90',
  'https://openreview.net/forum?id=tcbBPnfwxS',
  'https://youtu.be/7xUZA9X78x0',
  'https://vimeo.com/274396495',
  'https://huggingface.co/microsoft/phi-1',
  'https://discord.gg/sDgnqYWA3G',
  'https://proceedings.mlr.press/v202/liu23am.html',
]

/** The hosts that are asked about them; `*` for all. */
export const aliveHosts: readonly string[] = [
  '*',
  'api.datacite.org',
  'export.arxiv.org',
  'api.semanticscholar.org',
  'arxiv.org',
  'api.github.com',
  'github.com',
  'api.crossref.org',
  'doi.org',
  'api2.openreview.net',
  'openreview.net',
  'www.youtube.com',
  'img.youtube.com',
  'vimeo.com',
  'huggingface.co',
  'discord.com',
  'proceedings.mlr.press',
]
