/** The places of the fields of a category, in their shape, while what belongs there is being read. */
export function CategoryPlaces() {
  return (
    <div aria-hidden="true" className="space-y-5 px-5 pt-2 lg:px-8">
      <div className="flex items-start gap-4">
        <div className="grow">
          <LabelPlace />
          <div className="h-11 rounded-control border border-line pointer-coarse:h-12" />
        </div>
        <div className="flex h-20 w-21 flex-none justify-center py-2">
          <span className="size-10 rounded-full bg-line" />
        </div>
      </div>
      <ChoicePlaces count={12} />
      <ChoicePlaces count={33} />
    </div>
  )
}

function LabelPlace() {
  return (
    <div className="mb-1.5 flex h-5 items-center">
      <span className="h-3 w-16 rounded-full bg-line" />
    </div>
  )
}

function ChoicePlaces({ count }: { count: number }) {
  return (
    <div>
      <LabelPlace />
      <div className="grid grid-cols-[repeat(auto-fill,2.75rem)] gap-1">
        {Array.from({ length: count }, (_, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the index is the place
          <span key={place} className="grid size-11 place-items-center">
            <span className="size-7 rounded-full bg-line" />
          </span>
        ))}
      </div>
    </div>
  )
}
