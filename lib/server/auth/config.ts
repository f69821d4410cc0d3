import 'server-only'
import { type Env, readEnv } from '../env'

let known: Env | undefined

/** The checked environment, read once: it does not change while a process runs, and every request asks for it. */
export function config(): Env {
  known ??= readEnv()
  return known
}
