'use client'

import { useFollowSettings } from '@/lib/client/hooks/preferences'

/** Makes every screen look as its person has it in their settings; shows nothing itself. */
export function FollowSettings() {
  useFollowSettings()
  return null
}
