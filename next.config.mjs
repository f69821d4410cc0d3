import withPwa from 'next-pwa'
import { filesOfTheApp } from './scripts/app-files.mjs'

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // No screen has a picture to be made smaller, so nobody gets the server to do it: /_next/image is not there.
  images: { unoptimized: true },
  // The embedded database finds its WebAssembly beside its own code; bundled, it would not.
  serverExternalPackages: ['@electric-sql/pglite', 'postgres', 'bcryptjs'],
  typescript: {
    // `npm run check` checks the types; a person who starts the app need not wait for it.
    ignoreBuildErrors: true,
    // A config that extends another one is left as it is; Next would rewrite tsconfig.json.
    tsconfigPath: 'tsconfig.next.json',
  },
  // The server runs where it was built, so nobody needs the list of files to copy; it takes half of a build.
  outputFileTracingExcludes: { '**': ['**/*'] },
  // No look at a third party while developing.
  experimental: { agentUpgrade: false },
  devIndicators: false,
  // What only developers look at is no page of a build.
  pageExtensions: [...(process.env.NODE_ENV === 'production' ? [] : ['dev.tsx']), 'tsx', 'ts'],
  // The same sources are the same build on every instance, so that no device takes one for news of the other.
  generateBuildId: () => process.env.BUILD_ID || null,
}

const packaged = withPwa({
  disable: process.env.NODE_ENV !== 'production',
  // Ours: see lib/client/page/worker.ts.
  register: false,
  cacheStartUrl: false,
  workboxOptions: {
    swSrc: 'lib/worker/worker.ts',
    additionalManifestEntries: [],
    exclude: [/\.map$/],
    manifestTransforms: [
      async (entries, compilation) => {
        const files = filesOfTheApp(/** @type {any} */ (compilation))
        return { manifest: entries.filter(({ url }) => files.has(url.replace('/_next/', ''))) }
      },
    ],
  },
})(config)

/**
 * What the app's frame and its history both need, which is loaded together: left to itself, webpack puts small files
 * into each of the two.
 */
const onceForEachScreen = {
  name: 'frame',
  /** @param {{ name?: string }} chunk */
  chunks: ({ name }) => /^app\/\(app\)\/(\(history\)\/)?layout$/.test(name ?? ''),
  minChunks: 2,
  minSize: 0,
  priority: 1,
}

/** What both pages for failures need, each of which comes with every page: once, and not again in the app's frame. */
const onceForEachFailure = {
  name: 'failures',
  /** @param {{ name?: string }} chunk */
  chunks: ({ name }) => /^app\/((global-)?error|\(app\)\/(\(history\)\/)?layout)$/.test(name ?? ''),
  /** @param {{ resource?: string }} module @param {{ chunkGraph: any }} context */
  test: (module, { chunkGraph }) => {
    /** @type {{ name?: string }[]} */
    const chunks = [...chunkGraph.getModuleChunksIterable(module)]
    return chunks.filter(({ name }) => /^app\/(global-)?error$/.test(name ?? '')).length === 2
  },
  minChunks: 2,
  minSize: 0,
  priority: 2,
}

/** @type {import('next').NextConfig} */
export default {
  ...packaged,
  webpack(webpackConfig, context) {
    const { entry } = webpackConfig
    const result = packaged.webpack?.(webpackConfig, context)
    // Without the package's own script on every page: it only registers the worker.
    result.entry = entry
    const buildId = JSON.stringify(context.buildId)
    result.plugins.push(new context.webpack.DefinePlugin({ BUILD_ID: buildId }))
    if (!context.isServer && !context.dev) {
      const groups = result.optimization.splitChunks.cacheGroups
      groups.frame = onceForEachScreen
      groups.failures = onceForEachFailure
    }
    return result
  },
}
