import { Money } from './money'

type Props = { value: { amount: number; currency: string }; locale: string }

/** A difference: an amount with its sign, also where it is more, and in one piece whichever way one reads. */
export function SignedMoney({ value, locale }: Props) {
  return (
    <bdi dir="ltr">
      {value.amount > 0 && '+'}
      <Money value={value} locale={locale} />
    </bdi>
  )
}
