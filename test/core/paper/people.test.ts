/** Names of people, in whichever order and company. */
import {expect, test} from 'vitest'
import {isCitation, isPlaceholder, isSamePerson, namesIn, peopleIn, surnameOf} from '../../../src/core/paper/people.ts'

test.for([
  ['Kaiming He, Haoqi Fan and Yuxin Wu', ['Kaiming He', 'Haoqi Fan', 'Yuxin Wu']],
  ['A. Vaswani; N. Shazeer & N. Parmar', ['A. Vaswani', 'N. Shazeer', 'N. Parmar']],
  ['Doe, and Alexandra Band', ['Doe', 'Alexandra Band']],
  ['何恺明、范浩琦', ['何恺明', '范浩琦']],
] as const)('the people in %s', ([text, people]) => {
  expect(peopleIn(text)).toEqual(people)
})

test.for([
  ['Kaiming He, Haoqi Fan, and Yuxin Wu.', ['Kaiming He', 'Haoqi Fan', 'Yuxin Wu']],
  ['Sergey Levine, and Chelsea Finn. LDC, 2023.', ['Sergey Levine', 'Chelsea Finn']],
  ['> by Aviral Kumar, Samuel R. Bowman, ICRA 2014.', ['Aviral Kumar', 'Samuel R. Bowman']],
  ['Li, C., Yamanishi, Y. M., & Chmiela, S.', ['Li, C.', 'Yamanishi, Y. M.', 'Chmiela, S.']],
  ['Xu M, Van Dam W, et al. 2020', ['Xu, M', 'Van Dam, W', 'et al.']],
  ['[Zhang et al., Medical Image Analysis 2025]', ['Zhang', 'et al.']],
  ['Shi, Wenzhe and Aitken, Andrew P.', ['Shi, Wenzhe', 'Aitken, Andrew P.']],
  ['Wei Wang*, Li Fei-Fei†, Yisong Yue (UCLA, Caltech)', ['Wei Wang', 'Li Fei-Fei', 'Yisong Yue']],
  ['Authors: Jean-Bastien Grill · Pierre H. Richemond', ['Jean-Bastien Grill', 'Pierre H. Richemond']],
  ['Doe, Jane, Richard Roe, and Max Moe', ['Doe, Jane', 'Richard Roe', 'Max Moe']],
  ['Harrow, Aram W., Avinatan Hassidim, et al.', ['Harrow, Aram W.', 'Avinatan Hassidim', 'et al.']],
  ['van den Oord, Aaron, et al.', ['van den Oord, Aaron', 'et al.']],
  ['Le Song, Yuan Qi, et al.', ['Le Song', 'Yuan Qi', 'et al.']],
  ['Tsung-Yi, Kaiming He, et al.', ['Tsung-Yi', 'Kaiming He', 'et al.']],
  ['Nikolai and Torben et al.', ['Nikolai', 'Torben', 'et al.']],
  ['Zhang, Pranay U. Jain, and Michael Stumm', ['Zhang', 'Pranay U. Jain', 'Michael Stumm']],
  ['Wiebe, Kapoor and Svore', ['Wiebe', 'Kapoor', 'Svore']],
  ['2023-11-02 by Hang Xiao, Rong Li', ['Hang Xiao', 'Rong Li']],
  ['D Deng, H Liu，AAAI 2018', ['D Deng', 'H Liu']],
  ['🏛️ Institutions: Sichuan University, NJU', []],
  ['何恺明、范浩琦 等', ['何恺明', '范浩琦', 'et al.']],
] as const)('each of %s by itself', ([text, names]) => {
  expect(namesIn(text)).toEqual(names)
})

test.for([
  ['Kaiming He', 'he'],
  ['He, Kaiming', 'he'],
  ['Wei Wang 0001', 'wang'],
  ['Martin Luther King Jr.', 'king'],
  ['Sepp Höchreiter', 'hochreiter'],
  ['', ''],
] as const)('the surname of %s', ([name, surname]) => {
  expect(surnameOf(name)).toBe(surname)
})

test('one person under two spellings', () => {
  expect(isSamePerson('K. He', 'He, Kaiming')).toBe(true)
  expect(isSamePerson('S. K. Sonderby', 'Søren Kaae Sønderby')).toBe(true)
  expect(isSamePerson('He Kaiming', 'Kaiming He')).toBe(true)
  expect(isSamePerson('Kaiming He (1)', 'He, Kaiming')).toBe(true)
  expect(isSamePerson('Kaiming He (1)', 'Haoqi Fan (1)')).toBe(false)
  expect(isSamePerson('Kaiming He', 'Haoqi Fan')).toBe(false)
  expect(isSamePerson(undefined, undefined)).toBe(false)
})

test.for([
  ['Doe, 1988', true],
  ['Doe & Roe (2022)', true],
  ['Jane Doe et al., 2022b', true],
  ['Doe and Roe', false],
  ['A Title of Some Words, Doe et al., 2022', false],
] as const)('%s is a citation: %s', ([text, expected]) => {
  expect(isCitation(text)).toBe(expected)
})

test.for([
  ['et al.', true],
  ['Anonymous Authors', true],
  ['(:unav)', true],
  ['and others', true],
  ['Unknown Author', true],
  ['Etal Doe', false],
  ['Anon Doe', false],
  ['Una Roe', false],
] as const)('%s stands for people who are not named: %s', ([name, expected]) => {
  expect(isPlaceholder(name)).toBe(expected)
})
