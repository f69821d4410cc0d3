import { addDays, addMonths } from '@/lib/core/dates'

/** One believable expense: minor units of a currency with two decimals. */
export type Spending = { date: string; category: string; amount: number; note: string }

type Habit = {
  category: string
  notes: readonly string[]
  /** Smallest and largest, in minor units. */
  amount: readonly [number, number]
  /** How often a week, on average. */
  weekly: number
  weekend?: boolean
}

const habits: readonly Habit[] = [
  {
    category: 'Groceries',
    notes: ['Lidl', 'market', 'Rewe', 'bakery', ''],
    amount: [380, 7400],
    weekly: 3,
  },
  {
    category: 'Dining',
    notes: ['lunch', 'coffee', 'coffee and cake'],
    amount: [290, 1450],
    weekly: 2.5,
  },
  {
    category: 'Dining',
    notes: ['pizza with Ana', 'ramen', 'brunch'],
    amount: [1600, 5800],
    weekly: 0.8,
    weekend: true,
  },
  {
    category: 'Transport',
    notes: ['tram', 'bus', 'train', 'bike repair'],
    amount: [240, 3900],
    weekly: 1.4,
  },
  {
    category: 'Shopping',
    notes: ['shoes', 'books', 'gift for Mum', ''],
    amount: [900, 12_900],
    weekly: 0.5,
  },
  {
    category: 'Entertainment',
    notes: ['cinema', 'concert', 'board game'],
    amount: [900, 6500],
    weekly: 0.5,
    weekend: true,
  },
  {
    category: 'Health',
    notes: ['pharmacy', 'dentist', 'glasses'],
    amount: [450, 8900],
    weekly: 0.2,
  },
  {
    category: 'Home',
    notes: ['plants', 'light bulbs', 'towels'],
    amount: [500, 9900],
    weekly: 0.25,
  },
  { category: 'Other', notes: ['haircut', 'donation', ''], amount: [500, 4500], weekly: 0.2 },
]

type Due = [day: number, category: string, amount: number, note: string]

const rent: Due = [1, 'Home', 84_000, 'rent']
/** What the rent is in the last months. */
const newRent: Due = [1, 'Home', 86_500, 'rent']

const monthly: readonly Due[] = [
  [3, 'Bills', 6890, 'electricity'],
  [5, 'Bills', 2999, 'internet'],
  [12, 'Bills', 1299, 'phone'],
  [15, 'Transport', 4900, 'monthly pass'],
  [20, 'Entertainment', 1399, 'streaming'],
]

/** Believable spending from one date to another, oldest first; the same seed gives the same. */
export function believableSpending(from: string, to: string, seed: number): Spending[] {
  const random = generator(seed)
  const found: Spending[] = []
  const risen = `${addMonths(to.slice(0, 7), -2)}-01`
  for (let date = from; date <= to; date = addDays(date, 1)) {
    const due = [date < risen ? rent : newRent, ...monthly]
    for (const [day, category, amount, note] of due) {
      if (Number(date.slice(8)) === day) found.push({ date, category, amount, note })
    }
    for (const habit of habits) {
      if (happens(habit, date, random)) found.push(occasion(habit, date, random))
    }
    if (date === addDays(risen, 17)) {
      found.push({ date, category: 'Home', amount: 64_900, note: 'washing machine' })
    }
    if (date.slice(5) === '08-02') found.push(...holiday(date))
    if (random() < 0.004) {
      found.push({ date, category: 'Shopping', amount: -2990, note: 'returned a jacket' })
    }
  }
  return found
}

function happens({ weekly, weekend }: Habit, date: string, random: () => number): boolean {
  const isWeekend = [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay())
  const chance = weekend ? (isWeekend ? weekly / 2 : 0) : weekly / 7
  return random() < chance
}

// Small amounts are common and large ones rare, as in life.
function occasion(habit: Habit, date: string, random: () => number): Spending {
  const [least, most] = habit.amount
  const amount = Math.round(least + (most - least) * random() ** 2.2)
  const note = habit.notes[Math.floor(random() * habit.notes.length)] ?? ''
  return { date, category: habit.category, amount, note }
}

function holiday(date: string): Spending[] {
  return [
    { date: addDays(date, -40), category: 'Travel', amount: 23_800, note: 'flight to Lisbon' },
    { date, category: 'Travel', amount: 41_200, note: 'guest house' },
    { date: addDays(date, 3), category: 'Travel', amount: 3600, note: 'boat to Cacilhas' },
  ]
}

/** Numbers from 0 up to 1 that follow from a seed (mulberry32). */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
