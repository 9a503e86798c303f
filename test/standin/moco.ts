/** A paper with three versions, as the stand-in knows it and as registries describe it. */
import type {StandInPaper} from './world.ts'

export const moco: StandInPaper = {
  arxiv: '1911.05722',
  titles: ['Momentum Contrast', 'Momentum Contrast for Learning', 'Momentum Contrast for Unsupervised Visual Representation Learning'],
  authors: ['Kaiming He', 'Haoqi Fan'],
  published: {venue: 'Computer Vision and Pattern Recognition', dblp: 'conf/cvpr/He0WXG20'},
}
/** What its newest version says. */
export const facts: {readonly titles: readonly string[]; readonly authors: readonly string[]; readonly year: number} = {
  titles: ['Momentum Contrast for Unsupervised Visual Representation Learning'],
  authors: ['Kaiming He', 'Haoqi Fan'],
  year: 2019,
}
