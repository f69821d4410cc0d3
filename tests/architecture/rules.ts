import { arrows } from './arrows'
import { files } from './files'
import type { Source } from './sources'
import { walls } from './walls'

/** A file beside all others, by path and text; `times` of them, each with a number in its name. */
export type Plant = [file: string, text: string, times?: number]

/** A rule of the house, and what breaks it: each plant has to be found. */
export type Rule = {
  says: string
  /** What breaks it, by file. */
  broken: (sources: readonly Source[]) => string[]
  plants: Plant[]
}

export const rules: Rule[] = [...arrows, ...walls, ...files]
