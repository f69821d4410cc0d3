import { untilLoaded } from '@/lib/client/page/build-files'

/** What hardly any page ever does or meets, loaded where one does. */
export function rareParts(): Promise<typeof import('./rare')> {
  return untilLoaded(() => import('./rare'))
}
