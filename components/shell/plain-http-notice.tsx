'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { showToast } from '@/components/ui/toast/toast-store'
import { useDevice } from '@/lib/client/hooks/device'
import { useIsPlainHttp } from '@/lib/client/hooks/install'
import { onDevice } from '@/lib/client/page/kept-values'

/** Set, on this device, where it was said. */
const saidKey = 'ttm-plain-http'

/** Says once on a device that a page over plain http works only online; the settings say it for as long as it is so. */
export function PlainHttpNotice() {
  const router = useRouter()
  const here = useDevice().state === 'ready'
  const plain = useIsPlainHttp()
  useEffect(() => {
    if (!here || !plain || onDevice.read(saidKey) !== null) return
    onDevice.keep(saidKey, 'yes')
    showToast('Over plain http the app works only online', {
      label: 'Why?',
      run: () => router.push('/settings'),
    })
  }, [here, plain, router])
  return null
}
