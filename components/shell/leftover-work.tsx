'use client'

import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { buttonClass } from '@/components/ui/button-class'
import { MessagePage } from '@/components/ui/message-page'
import { removeForOther, takeLeave } from '@/lib/client/device'
import { useLeftover } from '@/lib/client/hooks/device'
import { downloadNotSent } from '@/lib/client/inbox/not-sent'
import { endSession } from '@/lib/client/page/arrival'

type Props = { reason: 'other_account' | 'revoked' | 'leaving' }

/**
 * Changes that are only here, on a device that may show nothing of them: whose they are and how many, to be taken along
 * as a file, or removed for whoever is here now.
 */
export function LeftoverWork({ reason }: Props) {
  const leftover = useLeftover()
  const [exported, setExported] = useState(false)
  const [asking, setAsking] = useState(false)
  const [problem, setProblem] = useState<string>()
  const removeButton = useRef<HTMLButtonElement>(null)
  const other = reason === 'other_account'
  const attempt = (work: () => Promise<void>, words: string) =>
    void work().then(
      () => setProblem(undefined),
      () => setProblem(words),
    )
  const remove = () =>
    attempt(
      () =>
        other
          ? removeForOther()
          : takeLeave(reason === 'revoked' ? 'revoked' : 'not-kept', leftover?.count),
      'They could not be removed. Load the page again and try once more.',
    )
  const take = () =>
    attempt(async () => {
      await downloadNotSent()
      setExported(true)
    }, 'The changes could not be read from this device.')

  return (
    <MessagePage
      title={
        other ? 'Somebody else\u2019s changes are still here' : 'Some changes are not sent yet'
      }
    >
      {leftover ? (
        <p className="max-w-[65ch] text-pretty [overflow-wrap:anywhere]">
          {words[reason](leftover)}
        </p>
      ) : (
        <span aria-hidden="true" className="block h-3 w-64 max-w-full rounded-full bg-line" />
      )}
      {problem && (
        <p role="alert" className="max-w-[65ch] text-danger">
          {problem}
        </p>
      )}
      {asking ? (
        <>
          <p className="max-w-[65ch] text-pretty text-danger">
            They are nowhere else, and you have no copy of them. Remove them for good?
          </p>
          <div className="flex flex-wrap gap-3 pt-2">
            <button
              type="button"
              // biome-ignore lint/a11y/noAutofocus: it stands where the pressed button stood
              autoFocus
              onClick={() => {
                flushSync(() => setAsking(false))
                removeButton.current?.focus()
              }}
              className={buttonClass('secondary')}
            >
              Keep them
            </button>
            <button type="button" onClick={remove} className={buttonClass('danger')}>
              Remove for good
            </button>
          </div>
        </>
      ) : (
        <div className="flex flex-wrap gap-3 pt-2">
          <button
            type="button"
            onClick={take}
            className={buttonClass(exported ? 'secondary' : 'primary')}
          >
            Export them
          </button>
          <button
            ref={removeButton}
            type="button"
            onClick={exported ? remove : () => setAsking(true)}
            className={buttonClass('danger')}
          >
            Remove them from this device
          </button>
          <button
            type="button"
            onClick={() =>
              attempt(async () => {
                await endSession()
                window.location.replace('/signin')
              }, 'Signing out needs the network.')
            }
            className={buttonClass('quiet')}
          >
            {other ? 'Let them sign in' : 'Sign in again'}
          </button>
        </div>
      )}
    </MessagePage>
  )
}

type Leftover = { email: string; count: number }

const many = (count: number) => (count === 1 ? '1 change' : `${count} changes`)
const are = (count: number) => (count === 1 ? 'is' : 'are')

const words: Record<Props['reason'], (leftover: Leftover) => string> = {
  other_account: ({ email, count }) =>
    `${email} wrote ${many(count)} on this device that the server does not have yet. Sending needs their sign-in. Nothing of theirs is shown to you; export what is waiting, then it can be removed and you can go on.`,
  revoked: ({ email, count }) =>
    `This device was signed out from elsewhere, and ${many(count)} of ${email} ${are(count)} not on the server yet. Nobody is shown what was written here until they sign in again; then it is sent.`,
  leaving: ({ email, count }) =>
    `You chose not to keep the data of ${email} on this device, but ${many(count)} ${are(count)} not on the server yet. As soon as there is a network this is sent; then everything is removed. If it does not go by itself, sign in again.`,
}
