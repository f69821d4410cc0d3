'use client'

import { useState } from 'react'
import { type ButtonLook, buttonClass } from '@/components/ui/button-class'
import { CheckField } from '@/components/ui/check-field'
import { CloseButton } from '@/components/ui/close-button'
import { CodeBlock } from '@/components/ui/code-block'
import { Dialog } from '@/components/ui/dialog'
import { FieldError } from '@/components/ui/field'
import { InlineSelect } from '@/components/ui/inline-select'
import { LedgerLines } from '@/components/ui/ledger-lines'
import { Money } from '@/components/ui/money'
import { Notice } from '@/components/ui/notice'
import { RadioField } from '@/components/ui/radio-field'
import { SelectField } from '@/components/ui/select-field'
import { SignedMoney } from '@/components/ui/signed-money'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextField } from '@/components/ui/text-field'
import { TextLink } from '@/components/ui/text-link'
import { ToastFrame } from '@/components/ui/toast/toast-frame'
import { Mark, Wordmark } from '@/components/ui/wordmark'
import { Part, Shown } from './part'

const looks: readonly ButtonLook[] = ['primary', 'secondary', 'danger', 'quiet']

/** Every primitive in its states; `scheme` keeps the ids of the two columns apart. */
export function Primitives({ scheme }: { scheme: string }) {
  return (
    <>
      <Part title="Mark">
        <Wordmark href="#top" />
        <div className="flex items-end gap-4">
          <Mark className="size-20" />
          <Mark className="size-10" />
          <Mark />
          <Mark className="size-4" />
        </div>
      </Part>
      <Part title="Buttons and links">
        {looks.map((look) => (
          <div key={look} className="flex flex-wrap items-center gap-3">
            <button type="button" className={buttonClass(look)}>
              {look}
            </button>
            <button type="button" aria-disabled="true" className={buttonClass(look)}>
              at work
            </button>
          </div>
        ))}
        <form action={() => new Promise((done) => setTimeout(done, 2000))}>
          <SubmitButton>Posts for two seconds</SubmitButton>
        </form>
        <TextLink href="#top">A link in running text</TextLink>
        <CloseButton onClick={() => {}} />
      </Part>
      <Fields scheme={scheme} />
      <Questions />
      <Part title="Money">
        <Shown as="in a row">
          <Money value={{ amount: 123_456, currency: 'EUR' }} locale="en-IE" />
        </Shown>
        <Shown as="a difference">
          <SignedMoney value={{ amount: 123_456, currency: 'EUR' }} locale="en-IE" />
        </Shown>
        <Shown as="a total, a refund, no decimals, three of them">
          <div className="flex flex-wrap items-baseline gap-x-6 text-xl font-medium">
            <Money look="total" value={{ amount: 128_440, currency: 'EUR' }} locale="en-IE" />
            <Money look="total" value={{ amount: -550, currency: 'EUR' }} locale="en-IE" />
            <Money look="total" value={{ amount: 4800, currency: 'JPY' }} locale="ja" />
            <Money look="total" value={{ amount: 12_345, currency: 'KWD' }} locale="en" />
          </div>
        </Shown>
      </Part>
      <Part title="What the app says">
        <Notice tone="problem">The e-mail address or the password is not right.</Notice>
        <Notice tone="done">You are signed out.</Notice>
        <ToastFrame
          text="Deleted lunch, 8.30 €"
          action={{ label: 'Undo', run: () => {} }}
          onDismiss={() => {}}
        />
        <ToastFrame text="Restored lunch" onDismiss={() => {}} />
        <CodeBlock>npm run reset-link -- me@example.org</CodeBlock>
        <Shown as="Empty and loading: the lines of the ledger">
          <div className="relative h-28 overflow-hidden">
            <LedgerLines id={`lines-${scheme}`} />
            <p className="relative flex h-14 items-center">The trash is empty</p>
            <div aria-hidden="true" className="relative flex h-14 items-center gap-3">
              <span className="size-10 flex-none rounded-full bg-line" />
              <span className="h-3 w-40 rounded-full bg-line" />
            </div>
          </div>
        </Shown>
      </Part>
    </>
  )
}

function Fields({ scheme }: { scheme: string }) {
  const [theme, setTheme] = useState('Light')
  const [chosen, setChosen] = useState('EUR')
  const named = (name: string) => `${scheme}-${name}`
  return (
    <Part title="Fields">
      <TextField name={named('plain')} label="Name" defaultValue="Kim" />
      <TextField name={named('hint')} label="Password" hint="At least 8 characters." />
      <TextField
        name={named('wrong')}
        label="Email"
        defaultValue="kim@"
        error="The e-mail address lacks what follows the @."
      />
      <SelectField
        id={named('currency')}
        label="Currency"
        value={chosen}
        options={['EUR', 'JPY', 'KWD'].map((value) => ({ value, label: value }))}
        onChange={setChosen}
      />
      <p className="text-sm text-ink-soft">
        All is in{' '}
        <InlineSelect
          label="Currency in words"
          value={chosen}
          options={['EUR', 'JPY', 'KWD'].map((value) => ({ value, label: value }))}
          onChange={setChosen}
        />
      </p>
      <CheckField
        name={named('keep')}
        label="Keep my data on this device"
        hint="Clear it where others use this browser."
        defaultChecked
      />
      <RadioField
        name={named('theme')}
        label="Theme"
        value={theme}
        options={['Light', 'Dark'].map((value) => ({ value, label: value }))}
        onChange={setTheme}
      />
      <FieldError id={named('error')}>Choose a category.</FieldError>
    </Part>
  )
}

function Questions() {
  const [open, setOpen] = useState(false)
  return (
    <Part title="Dialog">
      <button type="button" onClick={() => setOpen(true)} className={buttonClass('secondary')}>
        Ask something
      </button>
      {open && (
        <Dialog title="Delete 3 expenses" onClose={() => setOpen(false)}>
          <p className="text-ink-soft">They stay in the trash for 30 days.</p>
        </Dialog>
      )}
    </Part>
  )
}
