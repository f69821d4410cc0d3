import { CircleAlert, CircleCheck } from 'lucide-react'
import type { ReactNode } from 'react'

/** A sentence about the whole form: `problem` is an alert, `done` a status; both are read out when they appear. */
export function Notice({ tone, children }: { tone: 'problem' | 'done'; children: ReactNode }) {
  const problem = tone === 'problem'
  const Icon = problem ? CircleAlert : CircleCheck
  return (
    <div
      role={problem ? 'alert' : 'status'}
      className={`flex gap-2.5 rounded-control border px-3 py-2.5 text-base ${
        problem ? 'border-danger bg-danger-tint' : 'border-accent bg-accent-tint'
      }`}
    >
      <Icon
        size={20}
        strokeWidth={1.75}
        className={`mt-0.5 flex-none ${problem ? 'text-danger' : 'text-ok'}`}
      />
      <div className="min-w-0">{children}</div>
    </div>
  )
}
