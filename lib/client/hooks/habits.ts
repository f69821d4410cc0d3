'use client'

import { addDays } from '@/lib/core/dates'
import type { Habit, Moment } from '@/lib/domain/expenses/likely'
import type { Replica } from '../replica'
import { betweenDays } from '../rows'
import { useLive } from './live'

/** In days: how far back is looked, and how far where that brings too little to learn from. */
const lately = 60
const before = 400
const enough = 50

/**
 * What this person wrote down in a wallet lately, to learn from, and when that was asked: once, so that what is ordered by
 * it stays where it is while they write.
 */
export function useHabits(
  walletId: string | undefined,
  today: string | undefined,
): { past: readonly Habit[]; moment: Moment } | undefined {
  const key = walletId && today && `${walletId} ${today}`
  return useLive(key, [], async (replica) => {
    const read = (days: number) => habitsSince(replica, walletId ?? '', today ?? '', days)
    const recent = await read(lately)
    const past = recent.length >= enough ? recent : await read(before)
    return { past, moment: { today: today ?? '', hour: new Date().getHours() } }
  })
}

async function habitsSince(
  replica: Replica,
  walletId: string,
  today: string,
  days: number,
): Promise<Habit[]> {
  const { account } = await replica.meta()
  const range = betweenDays(walletId, addDays(today, -days), today)
  const rows = await replica.store.getAllFromIndex('expense', 'day', range)
  return rows
    .filter(({ createdBy }) => createdBy === account?.id)
    .map(({ categoryId, note, amount, date, createdAt }) => ({
      ...{ categoryId, note, amount, date },
      hour: new Date(createdAt).getHours(),
    }))
}
