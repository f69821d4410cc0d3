'use client'

import { useState } from 'react'
import { useReader } from '@/components/expenses/amount/reader'
import type { ParsedAmount } from '@/lib/core/money'
import type { LineContext, LineReading } from '@/lib/core/reading/entry-line'

/** What was typed as an amount and more, as it is understood. */
export type TypedLine = {
  /** What it means; undefined while it is not read, or while there is a choice. */
  line: LineReading | undefined
  /** What it may mean, where a person has to choose; else empty. */
  choices: readonly LineReading[]
  choose: (choice: LineReading) => void
  /** Its amount, or why there is none; undefined while it is not read. */
  amount: ParsedAmount | undefined
  /** What it is as nothing but an amount; undefined while it is not read. */
  figure: ParsedAmount | undefined
}

/** Understands a line while it is typed; what was chosen holds until it changes. */
export function useTypedLine(text: string, context: LineContext | undefined): TypedLine {
  const reader = useReader()
  const [chosen, setChosen] = useState<{ text: string; choice: string }>()
  const choose = (choice: LineReading) => setChosen({ text, choice: JSON.stringify(choice) })
  const none = { line: undefined, choices: [], choose }
  if (!reader || !context) return { ...none, amount: undefined, figure: undefined }
  const figure = reader.parseAmount(text, context.currency)
  const readings = reader.readEntryLine(text, context)
  const wanted = chosen?.text === text ? chosen.choice : undefined
  const line = reader.isClear(readings)
    ? readings[0]
    : readings.find((one) => JSON.stringify(one) === wanted)
  if (!line) return { ...none, choices: readings, amount: unclear, figure }
  const { amount } = line
  const found: ParsedAmount = amount === undefined ? missing : { ok: true, amount }
  return { ...none, line, amount: found, figure }
}

const unclear: ParsedAmount = {
  ok: false,
  message: 'can be read in more than one way: choose what is meant',
}
const missing: ParsedAmount = { ok: false, message: 'is missing: type a figure such as 12.50' }
