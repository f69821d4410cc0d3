'use client'

import { type ComponentType, useEffect, useState } from 'react'
import type { Row } from '@/lib/domain/entities'

type Steps = ComponentType<{ expense: Row<'expense'> }>

/** The revisions of an expense, whose code comes when they are looked at. */
export function LateRevisions({ expense }: { expense: Row<'expense'> }) {
  const [Steps, setSteps] = useState<Steps>()
  const [missing, setMissing] = useState(false)
  useEffect(() => {
    // Few look at it, and it needs the network anyway; where its code does not come, opening it again asks again.
    void import('./revision-list').then(
      ({ RevisionList }) => setSteps(() => RevisionList),
      () => setMissing(true),
    )
  }, [])
  if (Steps) return <Steps expense={expense} />
  return missing ? (
    <p className="pb-3 text-sm text-pretty text-ink-soft">
      The changes need the network. Open them again once there is one.
    </p>
  ) : null
}
