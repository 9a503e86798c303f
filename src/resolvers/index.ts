/** The ordered catalogue of resolvers: the first that accepts an identity settles it. */
import type {Resolver} from '../core/resolver.ts'
import {arxiv} from './arxiv.ts'

export const resolvers: readonly Resolver[] = [arxiv]
