'use client'

import { textLinkClass } from '@/components/ui/text-link'
import { useInstallWay, useIsPlainHttp } from '@/lib/client/hooks/install'
import { askToInstall } from '@/lib/client/page/install'

const fromMenu = {
  android: 'To install it here, open the browser’s menu and choose Add to Home screen.',
  ios: 'To install it here, press Share and choose Add to Home Screen.',
}

/** How to install the app on this device, or why that cannot be; nothing where it is installed or the browser cannot. */
export function InstallLine() {
  const way = useInstallWay()
  const plain = useIsPlainHttp()
  if (plain) {
    return (
      <p className="max-w-[65ch] text-pretty text-ink-soft">
        This page came over plain http: the app works here only while the server can be reached, and
        cannot be installed. Browsers want https for that; the README says how to have it in your
        own network.
      </p>
    )
  }
  if (way === 'none') return null
  if (way !== 'press') return <p className="text-pretty text-ink-soft">{fromMenu[way]}</p>
  return (
    <p>
      <button type="button" onClick={() => void askToInstall()} className={textLinkClass}>
        Install on this device
      </button>
    </p>
  )
}
