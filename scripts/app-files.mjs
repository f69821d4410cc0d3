/** The entries whose files the app's screens need: theirs, and the ones that every page has. */
const entries = /^(main-app|app\/(layout|error|global-error|not-found|\(app\)\/.+|offline\/.+))$/

/**
 * The files of a build that the app's screens need, also those that they load only later: what the service worker
 * keeps. The pages that only a server can make, and the API reference with its 1.5 MB, are left out.
 * @param {{ entrypoints: ReadonlyMap<string, ChunkGroup> }} compilation webpack's
 * @returns {Set<string>}
 *
 * @typedef {{ chunks: Iterable<{ files: Iterable<string>, auxiliaryFiles: Iterable<string> }>, getChildren: () => ChunkGroup[] }} ChunkGroup
 */
export function filesOfTheApp({ entrypoints }) {
  /** @type {Set<string>} */
  const files = new Set()
  // Webpack counts entries that share another's chunks as its children: each is looked at by its own name.
  /** @type {Set<ChunkGroup>} */
  const seen = new Set(entrypoints.values())
  /** @param {ChunkGroup} group */
  const add = (group) => {
    for (const chunk of group.chunks) {
      for (const file of [...chunk.files, ...chunk.auxiliaryFiles]) files.add(file)
    }
    for (const child of group.getChildren().filter((one) => !seen.has(one))) {
      seen.add(child)
      add(child)
    }
  }
  for (const [name, entry] of entrypoints) if (entries.test(name)) add(entry)
  return files
}
