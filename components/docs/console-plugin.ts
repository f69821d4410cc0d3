/** What the page needs of the viewer's own system; its React is not ours, so elements are made with its `createElement`. */
type System = { React: { createElement: Element } }
type Element = (type: unknown, props: object | null, ...children: unknown[]) => unknown

type LayoutProps = {
  getComponent: (name: string, withContainer?: boolean) => unknown
  specSelectors: {
    loadingStatus: () => string
    info: () => { get: (name: string) => string | undefined } | undefined
  }
}

/**
 * A layout of our own: the introduction, then the operations. The page around it has the heading, the `main` landmark
 * and the field for the token, so the viewer's title, server list and authorization dialog are left out.
 */
export function consolePlugin({ React }: System) {
  return {
    // biome-ignore lint/correctness/noComponentHookFactories: the viewer calls this once and hands over its React only here
    components: { ConsoleLayout: (props: LayoutProps) => layout(React.createElement, props) },
    wrapComponents: { authorizeOperationBtn: () => () => null },
  }
}

function layout(h: Element, { getComponent, specSelectors }: LayoutProps) {
  const frame = (...children: unknown[]) => h('div', { className: 'swagger-ui' }, ...children)
  const status = specSelectors.loadingStatus()
  if (status === 'failed' || status === 'failedConfig') {
    return frame(h('p', { role: 'alert' }, 'The reference could not be loaded. Reload the page.'))
  }
  if (status !== 'success') return frame(h('p', null, 'Loading the operations…'))
  return frame(
    h(getComponent('errors', true), null),
    h(getComponent('Markdown', true), { source: specSelectors.info()?.get('description') ?? '' }),
    h(getComponent('operations', true), null),
  )
}
