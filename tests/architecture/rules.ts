import { arrows } from './arrows'
import { files } from './files'
import type { Source } from './sources'
import { walls } from './walls'

/** A rule of the house, and what breaks it: each plant, a file beside all others by path and text, has to be found. */
export type Rule = {
  says: string
  /** What breaks it, by file. */
  broken: (sources: readonly Source[]) => string[]
  plants: [file: string, text: string][]
}

export const rules: Rule[] = [...arrows, ...walls, ...files]
