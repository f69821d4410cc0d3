import type { TabNews } from './around'

type Channel = Pick<BroadcastChannel, 'postMessage' | 'onmessage'>

/**
 * A way to tell the other tabs of this browser, and to hear of them. A change is made whether they hear of it or not:
 * where they do not, they find it when they look next.
 */
export function openTabs(open: () => Channel): {
  tell: (news: TabNews) => void
  follow: (hear: (news: TabNews) => void) => void
} {
  let channel: Channel | undefined
  let hear: (news: TabNews) => void = () => {}
  const opened = () => {
    const one = open()
    one.onmessage = ({ data }: MessageEvent<TabNews>) => hear(data)
    return one
  }
  const post = (news: TabNews) => {
    channel ??= opened()
    channel.postMessage(news)
  }
  return {
    tell(news) {
      try {
        post(news)
      } catch {
        // It was closed under the page.
        channel = undefined
        try {
          post(news)
        } catch {}
      }
    },
    follow(listener) {
      hear = listener
      try {
        channel ??= opened()
      } catch {}
    },
  }
}
