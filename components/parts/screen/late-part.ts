import dynamic from 'next/dynamic'
import type { ComponentType, ReactNode } from 'react'
import { untilLoaded } from '@/lib/client/page/build-files'

/**
 * A part of a screen that is loaded when it is first drawn. `place` stands where it will be: what is drawn around it
 * stays as it is, and so does the focus. Where there is no network, the part comes once there is one.
 */
export function latePart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  place: () => ReactNode = () => null,
): ComponentType<Props> {
  return dynamic(() => untilLoaded(load), { ssr: false, loading: place })
}
