'use client'

import { useEffect } from 'react'
import { startWorker } from '@/lib/client/worker'

/**
 * Starts the service worker and follows its takeovers, from the first moment: a page of a version that has lost its files
 * can do nothing else any more than give way.
 */
export function WorkerStart() {
  useEffect(startWorker, [])
  return null
}
