'use client'

import { LogOut } from 'lucide-react'
import { useActionState } from 'react'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/core/form'

/** The button that ends this session. */
export function SignOutForm({ action }: { action: FormAction }) {
  const [, post] = useActionState(action, {})
  return (
    <form action={post}>
      <SubmitButton look="quiet" className="max-sm:-mr-3">
        <LogOut size={16} strokeWidth={1.75} className="max-sm:hidden" />
        Sign out
      </SubmitButton>
    </form>
  )
}
