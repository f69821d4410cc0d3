import fs from 'node:fs'
import { NodeFS } from '@electric-sql/pglite/nodefs'

type Init = NodeFS['init']
type Options = Parameters<Init>[1]
type Module = Parameters<NonNullable<Options['preRun']>[number]>[0]

/** The part of Emscripten's file system on the host's that PGlite's types leave out. */
interface HostFiles {
  stream_ops: { fsync?: (stream: { nfd: number }) => number }
  tryFSOperation(operation: () => void): void
}

/** PGlite's files in a folder of the host, where Postgres' `fsync` is the host's: as shipped it does nothing. */
export class DurableFS extends NodeFS {
  override async init(pg: Parameters<Init>[0], options: Options) {
    const { emscriptenOpts } = await super.init(pg, options)
    const mendSync = (mod: Module) => {
      const files = mod.NODEFS as unknown as HostFiles
      files.stream_ops.fsync = ({ nfd }) => {
        files.tryFSOperation(() => fs.fsyncSync(nfd))
        return 0
      }
    }
    return {
      emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), mendSync] },
    }
  }
}
