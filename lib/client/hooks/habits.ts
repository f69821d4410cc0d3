'use client'

import { habitsBetween } from '@/lib/client/reads/habits'
import { query } from '@/lib/client/reads/queries'
import { addDays } from '@/lib/core/dates'
import type { Habit, Moment } from '@/lib/domain/expenses/likely'
import { useLive } from './live'

/** In days: how far back is looked, and how far for notes, and where the first brings too little to learn from. */
const lately = 60
const before = 400
const enough = 50

/** What a person wrote down, and when that was asked: once, so that what goes by it stays as it is while they write. */
export type Habits = { past: readonly Habit[]; moment: Moment }

type Since = (days: number) => Promise<Habit[]>

const habits = past('habits', async (since) => {
  const recent = await since(lately)
  return recent.length >= enough ? recent : since(before)
})

const noteHabits = past('note habits', async (since) =>
  (await since(before)).filter(({ noteKey }) => noteKey !== ''),
)

/** What this person wrote down in a wallet lately, to learn from. */
export function useHabits(walletId: string | undefined, today: string | undefined) {
  return useLive(habits, walletId && today ? [walletId, today] : undefined)
}

/** The same over more than a year, to learn from its notes: much to read, so ask for it once a note is being typed. */
export function useNoteHabits(walletId: string | undefined, today: string | undefined) {
  return useLive(noteHabits, walletId && today ? [walletId, today] : undefined)
}

function past(name: string, read: (since: Since) => Promise<Habit[]>) {
  return query(name, [], async (replica, walletId: string, today: string): Promise<Habits> => {
    const since = (days: number) => habitsBetween(replica, walletId, addDays(today, -days), today)
    return { past: await read(since), moment: { today, hour: new Date().getHours() } }
  })
}
