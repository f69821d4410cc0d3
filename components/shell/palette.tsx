'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { choices } from '@/components/parts/category/choices'
import { addressOf, noFilters } from '@/components/parts/expense/filters'
import { showShortcuts } from '@/components/parts/screen/single-keys'
import { Dialog } from '@/components/ui/dialog'
import { useCategories } from '@/lib/client/hooks/categories'
import { useCurrentWallet, useWallets } from '@/lib/client/hooks/wallets'
import { foldText } from '@/lib/core/text'

type Choice = { key: string; words: string; run: () => void }

/** Goes anywhere by a few letters: screens, wallets, the expenses of a category, or a search. */
export function Palette({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const choices = useChoices(typed)
  const current = Math.min(at, choices.length - 1)
  const take = (choice: Choice | undefined) => {
    if (!choice) return
    onClose()
    choice.run()
  }
  return (
    <Dialog title="Go anywhere" onClose={onClose}>
      <input
        data-first-focus
        role="combobox"
        aria-label="Where to"
        aria-expanded="true"
        aria-controls="palette"
        aria-autocomplete="list"
        aria-activedescendant={`palette-${current}`}
        placeholder="A screen, a category, or what to look for"
        autoComplete="off"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setAt(0)
        }}
        onKeyDown={(event) => {
          const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
          if (by) setAt((current + by + choices.length) % choices.length)
          else if (event.key === 'Enter' && !event.nativeEvent.isComposing) take(choices[current])
          else return
          event.preventDefault()
        }}
        className="h-12 w-full rounded-control border border-edge bg-sheet px-3 placeholder:text-ink-soft"
      />
      <div id="palette" role="listbox" aria-label="Places" className="mt-3">
        {choices.map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the box above
          <div
            key={choice.key}
            id={`palette-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            onClick={() => take(choice)}
            onPointerMove={() => setAt(index)}
            className="flex min-h-11 cursor-pointer items-center truncate rounded-control px-3 aria-selected:bg-accent-tint"
          >
            {choice.words}
          </div>
        ))}
      </div>
    </Dialog>
  )
}

const mostShown = 8

function useChoices(typed: string): Choice[] {
  const { push } = useRouter()
  const wallets = useWallets() ?? []
  const { wallet, choose } = useCurrentWallet()
  const categories = useCategories(wallet?.id)
  const go = (words: string, href: string): Choice => ({
    ...{ key: href, words },
    run: () => push(href),
  })
  const all: Choice[] = [
    go('Add an expense', '/add'),
    go('History', '/'),
    go('Insights', '/insights'),
    go('Budgets', '/budgets'),
    go('Inbox', '/inbox'),
    go('Settings', '/settings'),
    go('Categories', '/settings/categories'),
    go('Preferences', '/settings/preferences'),
    go('Account', '/settings/account'),
    go('Devices', '/settings/devices'),
    go('Trash', '/settings/trash'),
    {
      key: 'shortcuts',
      words: 'Keyboard shortcuts',
      run: () => document.dispatchEvent(new Event(showShortcuts)),
    },
    ...wallets
      .filter(({ id }) => id !== wallet?.id)
      .map(({ id, name }) => ({
        ...{ key: id, words: `Wallet ${name}` },
        run: () => {
          choose(id)
          push('/')
        },
      })),
    ...(categories ? choices(categories) : []).map(({ name }) =>
      go(`Expenses in ${name}`, addressOf({ ...noFilters, categories: [name] })),
    ),
  ]
  const wanted = foldText(typed).split(' ')
  const fitting = all.filter(({ words }) => {
    const folded = foldText(words)
    return wanted.every((word) => folded.includes(word))
  })
  const q = typed.trim()
  const search = q ? [go(`Search for “${q}”`, addressOf({ ...noFilters, q }))] : []
  return [...fitting.slice(0, mostShown), ...search]
}
